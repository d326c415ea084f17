//! `compare`.

use super::Shell;

/// Names of snapshots and the command lines that make them.
const SIDE_BY_SIDE: [(&str, &str); 13] = [
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
        (
            "no_condition",
            vec!["compare", "kafka", "rabbitmq", "--where", "throughput"],
        ),
    ];
    for (name, words) in cases {
        insta::assert_snapshot!(format!("compare_wrong_{name}"), shell.run(&words));
    }
}
