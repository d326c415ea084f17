//! `compare`.

use super::Shell;

/// Names of snapshots and the command lines that make them.
const SIDE_BY_SIDE: [(&str, &str); 16] = [
    ("text", "kafka rabbitmq"),
    ("three", "Kafka Postgres sqlite"),
    ("transposed", "kafka rabbitmq --transpose"),
    ("differences", "sqlite postgresql --differences"),
    ("criteria", "kafka rabbitmq --criteria license,throughput"),
    ("markdown", "kafka rabbitmq --format md"),
    ("csv", "kafka rabbitmq --format csv"),
    ("html", "kafka rabbitmq --format html"),
    ("sorted", "rabbitmq kafka --sort throughput --descending"),
    (
        "weighed",
        "kafka rabbitmq --weight throughput=5 --weight license=2 --score kafka:license=3",
    ),
    ("chart", "kafka rabbitmq --chart throughput"),
    (
        "chart_of_totals",
        "kafka rabbitmq --weight throughput=5 --chart --format md",
    ),
    (
        "joined",
        "kafka rabbitmq --join license=throughput --criteria throughput",
    ),
    (
        "table",
        "--table stores#side-by-side --weight 'open source=3'",
    ),
    (
        "part_of_a_table",
        "--table stores#compared sqlite postgresql --differences",
    ),
    ("filtered", "kafka rabbitmq --where 'throughput >= 100K'"),
];

#[test]
fn alternatives_stand_side_by_side() {
    let shell = Shell::new();
    for (name, line) in SIDE_BY_SIDE {
        let words = shell_words::split(&format!("compare {line}")).unwrap();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        insta::assert_snapshot!(format!("compare_{name}"), shell.run(&words));
    }
    let json = shell.json(&["compare", "kafka", "rabbitmq", "--criteria", "throughput"]);
    insta::assert_snapshot!(
        "compare_json",
        serde_json::to_string_pretty(&json["comparison"]).unwrap()
    );
}

#[test]
fn what_cannot_be_compared_is_said() {
    let shell = Shell::new();
    let cases = [
        ("misspelt", vec!["compare", "kafka", "rabitmq"]),
        ("the_same_twice", vec!["compare", "kafka", "Apache Kafka"]),
        ("only_one", vec!["compare", "kafka"]),
        (
            "no_criterion",
            vec!["compare", "kafka", "rabbitmq", "--criteria", "colour"],
        ),
        (
            "no_weight",
            vec!["compare", "kafka", "rabbitmq", "--weight", "throughput=9"],
        ),
        ("no_totals", vec!["compare", "kafka", "rabbitmq", "--chart"]),
        (
            "no_numbers",
            vec!["compare", "kafka", "rabbitmq", "--chart", "license"],
        ),
        ("no_table", vec!["compare", "--table", "nowhere"]),
        (
            "no_join",
            vec!["compare", "kafka", "rabbitmq", "--join", "license"],
        ),
        (
            "adopting_another",
            vec!["compare", "kafka", "rabbitmq", "--adopt", "nats"],
        ),
        (
            "no_condition",
            vec!["compare", "kafka", "rabbitmq", "--where", "throughput"],
        ),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("compare_wrong_{name}"), shell.run(&words));
    }
}

/// What is in the stack file of a shell.
fn stack(shell: &Shell) -> serde_json::Value {
    shell.json(&["stack", "show"])["stack"]["decisions"].clone()
}

const WEIGHED: &str = "compare kafka rabbitmq --weight throughput=5 --weight license=2 \
    --score kafka:license=3 --score kafka:throughput=4 --score rabbitmq:throughput=4";

fn adopt(shell: &Shell, flags: &str) -> String {
    let words = shell_words::split(&format!("{WEIGHED} --adopt {flags}")).unwrap();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    shell.run(&words)
}

#[test]
fn a_comparison_is_kept_with_its_weights_and_becomes_a_record() {
    let shell = Shell::new();
    insta::assert_snapshot!("compare_adopted", adopt(&shell, "Kafka --concern broker"));
    let decision = stack(&shell)[0].clone();
    assert_eq!(decision["concern"], "broker");
    assert_eq!(decision["chosen"], "kafka");
    assert_eq!(
        decision["compared"]["scores"]["kafka"],
        serde_json::json!({"License": 3, "Throughput": 4})
    );
    shell.run(&["adr", "export"]);
    let records = shell.project.path("work/docs/decisions");
    let record = std::fs::read_dir(records).unwrap().next().unwrap();
    let record = std::fs::read_to_string(record.unwrap().path()).unwrap();
    for said in ["(weight 5)", "Total of 100", "4/5: ", "?/5: "] {
        assert!(record.contains(said), "{said}:\n{record}");
    }
    insta::assert_snapshot!("compare_record", record);
}

#[test]
fn what_was_weighed_stays_when_it_is_chosen_otherwise() {
    let shell = Shell::new();
    adopt(&shell, "Kafka --concern broker");
    shell.run(&["stack", "adopt", "broker", "RabbitMQ"]);
    let decision = stack(&shell)[0].clone();
    assert_eq!(decision["chosen"], "rabbitmq");
    assert_eq!(decision["weights"]["Throughput"], 5);
    adopt(&shell, "RabbitMQ --concern broker --weight license=0");
    let decision = stack(&shell)[0].clone();
    assert_eq!(decision["drivers"], serde_json::json!(["Throughput"]));
}
