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
            "weighed",
            vec![
                "compare",
                "kafka",
                "rabbitmq",
                "--weight",
                "throughput=5",
                "--weight",
                "license=2",
                "--score",
                "kafka:license=3",
            ],
        ),
        (
            "chart",
            vec!["compare", "kafka", "rabbitmq", "--chart", "throughput"],
        ),
        (
            "chart_of_totals",
            vec![
                "compare",
                "kafka",
                "rabbitmq",
                "--weight",
                "throughput=5",
                "--chart",
                "--format",
                "md",
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
            "no_weight",
            vec!["compare", "kafka", "rabbitmq", "--weight", "throughput=9"],
        ),
        ("no_totals", vec!["compare", "kafka", "rabbitmq", "--chart"]),
        (
            "no_numbers",
            vec!["compare", "kafka", "rabbitmq", "--chart", "license"],
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
