//! `compare`.

use super::Shell;

#[test]
fn alternatives_stand_side_by_side() {
    let shell = Shell::new();
    let cases = [
        ("text", vec!["compare", "kafka", "rabbitmq"]),
        ("three", vec!["compare", "Kafka", "Postgres", "sqlite"]),
        (
            "transposed",
            vec!["compare", "kafka", "rabbitmq", "--transpose"],
        ),
        (
            "differences",
            vec!["compare", "sqlite", "postgresql", "--differences"],
        ),
        (
            "criteria",
            vec![
                "compare",
                "kafka",
                "rabbitmq",
                "--criteria",
                "license,throughput",
            ],
        ),
        (
            "markdown",
            vec!["compare", "kafka", "rabbitmq", "--format", "md"],
        ),
        (
            "csv",
            vec!["compare", "kafka", "rabbitmq", "--format", "csv"],
        ),
        (
            "html",
            vec!["compare", "kafka", "rabbitmq", "--format", "html"],
        ),
        (
            "sorted",
            vec![
                "compare",
                "rabbitmq",
                "kafka",
                "--sort",
                "throughput",
                "--descending",
            ],
        ),
        (
            "filtered",
            vec![
                "compare",
                "kafka",
                "rabbitmq",
                "--where",
                "throughput >= 100K",
            ],
        ),
    ];
    for (name, words) in cases {
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
            "no_condition",
            vec!["compare", "kafka", "rabbitmq", "--where", "throughput"],
        ),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("compare_wrong_{name}"), shell.run(&words));
    }
}
