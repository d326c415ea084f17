//! `stack check` and what else follows from a stack: the small library with manifests of its own.

use super::Shell;

/// What the library of the tests says beside `tests/content`: put after its manifest.
const MORE: &str = "policies:
  - {technology: kafka, stance: banned, because: nobody runs it here, see: our/policy.md}
stacks:
  - {id: small, title: Small, choose: {database: sqlite, queue: rabbitmq}, cite: \"T1:40\"}
";

const STACK: &str = "version: 1
name: shop
# ours, by hand
facts: {rows: 5M}
decisions:
  - concern: database
    chosen: sqlite
  - concern: queue
    chosen: kafka
";

fn shell() -> Shell {
    let shell = Shell::new();
    let manifest = shell.project.text("work/library/archtui.yaml") + MORE;
    shell.project.write("work/library/archtui.yaml", &manifest);
    shell
}

fn with_stack() -> Shell {
    let shell = shell();
    shell.project.write("work/shop.stack.yaml", STACK);
    shell
}

#[test]
fn a_check_tells_what_is_wrong_and_exits_with_it() {
    let shell = with_stack();
    insta::assert_snapshot!("check", shell.run(&["stack", "check"]));
    let json = shell.json(&["stack", "check"]);
    assert_eq!(json["findings"][0]["code"], "policy");
    assert_eq!(json["findings"][0]["severity"], "error");
    assert_eq!(json["findings"][0]["sides"][0], "Apache Kafka");
    assert!(json["unknown"].is_array());
    assert_eq!(shell.code(&["stack", "check"]), 1);
    shell.run(&["stack", "swap", "kafka", "rabbitmq", "--adopt"]);
    assert_eq!(shell.code(&["stack", "check"]), 0);
    let none = Shell::new();
    insta::assert_snapshot!("check_nothing", none.run(&["stack", "check"]));
}

#[test]
fn a_swap_is_shown_before_it_is_made() {
    let shell = with_stack();
    insta::assert_snapshot!("swap", shell.run(&["stack", "swap", "Kafka", "RabbitMQ"]));
    assert_eq!(shell.project.text("work/shop.stack.yaml"), STACK);
    let adopted = shell.run(&["stack", "swap", "Kafka", "RabbitMQ", "--adopt"]);
    assert!(
        adopted.contains("RabbitMQ was chosen for queue"),
        "{adopted}"
    );
    let text = shell.project.text("work/shop.stack.yaml");
    assert!(text.contains("# ours, by hand\n"), "{text}");
    assert!(text.contains("chosen: rabbitmq"), "{text}");
    insta::assert_snapshot!(
        "swap_unknown",
        shell.run(&["stack", "swap", "Kafka", "SQLite"])
    );
}

#[test]
fn a_stack_starts_from_nothing_from_the_draft_or_from_a_preset() {
    let shell = shell();
    insta::assert_snapshot!("presets", shell.run(&["stack", "presets"]));
    shell.run(&["stack", "adopt", "database", "SQLite"]);
    insta::assert_snapshot!("new_from_draft", shell.run(&["stack", "new", "shop"]));
    insta::assert_snapshot!("new_file", shell.project.text("work/shop.stack.yaml"));
    insta::assert_snapshot!("new_again", shell.run(&["stack", "new", "shop"]));
    insta::assert_snapshot!("new_nowhere", shell.run(&["stack", "new", "../shop"]));
    insta::assert_snapshot!(
        "new_no_preset",
        shell.run(&["stack", "new", "b", "--from", "large"])
    );
    let from = shell.run(&["stack", "new", "other", "--from", "small"]);
    assert!(
        from.contains("other.stack.yaml starts from Small"),
        "{from}"
    );
    insta::assert_snapshot!(
        "new_preset_file",
        shell.project.text("work/other.stack.yaml")
    );
    let json = shell.json(&["stack", "presets"]);
    assert_eq!(json["presets"][0]["id"], "small");
}

#[test]
fn stacks_and_presets_are_laid_side_by_side() {
    let shell = with_stack();
    insta::assert_snapshot!(
        "diff",
        shell.run(&["stack", "diff", "shop.stack.yaml", "small"])
    );
    let json = shell.json(&["stack", "diff", "draft", "small"]);
    assert_eq!(json["differences"][0]["relation"], "only-second");
    insta::assert_snapshot!(
        "diff_unknown",
        shell.run(&["stack", "diff", "draft", "none"])
    );
}

#[test]
fn what_fits_is_listed_and_nothing_is_picked() {
    let shell = shell();
    insta::assert_snapshot!("complete", shell.run(&["stack", "complete"]));
    let json = shell.json(&["stack", "complete", "--concern", "queue"]);
    assert_eq!(json["concerns"][0]["left_out"][0]["alternative"], "kafka");
    insta::assert_snapshot!(
        "complete_unknown",
        shell.run(&["stack", "complete", "--concern", "x"])
    );
}

#[test]
fn the_work_that_follows_can_be_copied() {
    let shell = with_stack();
    insta::assert_snapshot!("checklist", shell.run(&["stack", "checklist"]));
    insta::assert_snapshot!("kit", shell.run(&["stack", "kit"]));
    insta::assert_snapshot!("brief", shell.run(&["stack", "brief"]));
    insta::assert_snapshot!(
        "brief_short",
        shell.run(&["stack", "brief", "--budget", "60"])
    );
    let json = shell.json(&["stack", "brief", "--budget", "60"]);
    assert!(json["brief"]["tokens"].as_u64().unwrap() <= 60);
    assert_eq!(
        shell.json(&["stack", "checklist"])["items"][0]["strength"],
        "always"
    );
    assert!(shell.json(&["stack", "kit"])["kit"]["commands"].is_array());
}
