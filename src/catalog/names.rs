//! Written names to technologies: exact, never by substring.
//!
//! Two spellings are one name when they differ in case, spaces, dots, hyphens and other
//! punctuation only, or when the manifest lists one as an alias of the other. A label is taken
//! apart by rules; a part counts only if all its sister parts are names too. So `Redis Streams`
//! is not `Redis`, and `Vault or Key Vault` is nothing as long as one of the two is unknown.

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Alternative, TechId, Technology};

/// Words that begin a recommendation and are no part of a name.
const HEADS: [&str; 6] = ["use ", "choose ", "pick ", "prefer ", "or ", "and "];
/// What stands between a name and the reason for it.
const TAILS: [&str; 4] = [" - ", " – ", " — ", " -- "];
/// Vendors whose name may stand before a product's: `Apache Kafka`.
const VENDORS: [&str; 6] = [
    "apache ",
    "amazon ",
    "aws ",
    "azure ",
    "google ",
    "hashicorp ",
];
/// What separates alternatives in a label; tried in this order.
const SEPARATORS: [&str; 11] = [
    ", ", "; ", " or ", " and ", " with ", " plus ", " / ", " + ", " & ", "/", "+",
];
/// What separates a condition from what follows from it.
const ARROWS: [&str; 2] = ["→", "->"];
/// A label longer than this is prose, not names.
const LABEL_BYTES: usize = 512;

/// The known technologies and every spelling of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    technologies: Vec<Technology>,
    by_id: HashMap<TechId, usize>,
    by_key: HashMap<String, usize>,
}

impl Names {
    /// The names of technologies; where two claim a spelling, the first has it and the other is
    /// reported.
    pub fn new(technologies: Vec<Technology>) -> (Self, Vec<Diagnostic>) {
        let mut names = Self::default();
        let mut diagnostics = Vec::new();
        for (i, technology) in technologies.iter().enumerate() {
            names.by_id.entry(technology.id.clone()).or_insert(i);
            let written = std::iter::once(&technology.name).chain(&technology.aliases);
            for name in written {
                let owner = *names.by_key.entry(key(name)).or_insert(i);
                let other = technologies.get(owner).filter(|_| owner != i);
                diagnostics.extend(other.map(|other| claimed_twice(technology, other, name)));
            }
        }
        // Ids come last: a written name is worth more than what a slug happens to spell.
        for (i, technology) in technologies.iter().enumerate() {
            names.by_key.entry(key(&technology.id.0)).or_insert(i);
        }
        names.by_key.remove("");
        names.technologies = technologies;
        (names, diagnostics)
    }

    /// A technology by its id.
    pub fn technology(&self, id: &TechId) -> Option<&Technology> {
        self.technologies.get(*self.by_id.get(id)?)
    }

    /// All technologies, in manifest order.
    pub fn technologies(&self) -> &[Technology] {
        &self.technologies
    }

    /// The technology that a whole name means.
    pub fn resolve(&self, name: &str) -> Option<&TechId> {
        let technology = self.technologies.get(*self.by_key.get(&key(name))?)?;
        Some(&technology.id)
    }

    /// The technologies that a label names: `A or B`, `A (reason)`, `A - why`, `Use A`,
    /// `Condition -> A`. Each once, in the order written.
    pub fn in_label(&self, label: &str) -> Vec<TechId> {
        let named = alternatives(label, &|name| self.alternative(name), &|id| {
            self.is_language(id)
        });
        named.into_iter().filter_map(|one| one.technology).collect()
    }

    /// What a whole name means, as something to choose.
    pub(super) fn alternative(&self, name: &str) -> Option<Alternative> {
        let technology = self.technology(self.resolve(name)?)?;
        Some(Alternative {
            name: technology.name.clone(),
            technology: Some(technology.id.clone()),
        })
    }

    /// Whether a technology is a programming language.
    pub fn is_language(&self, id: &TechId) -> bool {
        self.technology(id)
            .is_some_and(|technology| technology.kind.as_deref() == Some("language"))
    }
}

/// What a label names, each once, in the order written. `resolve` knows whole names.
pub(super) fn alternatives(
    label: &str,
    resolve: &dyn Fn(&str) -> Option<Alternative>,
    is_language: &dyn Fn(&TechId) -> bool,
) -> Vec<Alternative> {
    if label.len() > LABEL_BYTES {
        return Vec::new();
    }
    let reader = Reader {
        resolve,
        is_language,
    };
    let mut found = Vec::new();
    for one in reader.part(label, &SEPARATORS).unwrap_or_default() {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// What is left of a label that is one name without a word of advice, the reason and the aside. A
/// number stays: it can be part of the name.
pub(super) fn core(label: &str) -> &str {
    let trims = [without_head, without_tail, without_aside];
    trims
        .iter()
        .fold(bare(label), |core, trim| bare(trim(core)))
}

/// Takes labels apart.
struct Reader<'a> {
    resolve: &'a dyn Fn(&str) -> Option<Alternative>,
    is_language: &'a dyn Fn(&TechId) -> bool,
}

impl Reader<'_> {
    /// The one name that a part is.
    fn name(&self, text: &str) -> Option<Alternative> {
        let mut core = bare(text);
        let trims = [
            without_head,
            without_tail,
            without_aside,
            without_version,
            without_vendor,
        ];
        (self.resolve)(core).or_else(|| {
            trims.into_iter().find_map(|trim| {
                core = bare(trim(core));
                (self.resolve)(core)
            })
        })
    }

    /// All names in a part of a label, or nothing if one part of it is no name.
    fn part(&self, text: &str, separators: &[&str]) -> Option<Vec<Alternative>> {
        let text = bare(text);
        if let Some(name) = self.name(text) {
            return Some(vec![name]);
        }
        let core = without_aside(without_tail(without_head(text)));
        for (i, separator) in separators.iter().enumerate() {
            let parts = split(core, separator);
            if parts.len() > 1 {
                let rest = separators.get(i + 1..).unwrap_or_default();
                let each = parts.into_iter().map(|part| self.part(part, rest));
                return each.collect::<Option<Vec<_>>>().map(|all| all.concat());
            }
        }
        self.after_arrow(core)
    }

    /// `Python -> A` recommends A: what stands before an arrow is where it holds. Only a chain of
    /// names, none of them a language, is a list of them all.
    fn after_arrow(&self, text: &str) -> Option<Vec<Alternative>> {
        // An arrow inside parentheses splits nothing: each part must be shorter than the text.
        let parts = ARROWS
            .iter()
            .map(|arrow| split(text, arrow))
            .find(|parts| parts.len() > 1)?;
        let (last, before) = parts.split_last()?;
        let last = self.part(last, &SEPARATORS)?;
        let before: Option<Vec<Vec<Alternative>>> = before
            .iter()
            .map(|part| self.part(part, &SEPARATORS))
            .collect();
        let mut all = before.unwrap_or_default().concat();
        all.retain(|one| !one.technology.as_ref().is_some_and(self.is_language));
        all.extend(last);
        Some(all)
    }
}

fn claimed_twice(technology: &Technology, other: &Technology, name: &str) -> Diagnostic {
    let message = format!(
        "{name} names {} and {}; it is taken for {}",
        other.id, technology.id, other.id
    );
    let finding = Diagnostic::warning("name-claimed-twice", message);
    finding
        .at(technology.at)
        .hint("take it from the names or aliases of one of them")
}

/// The spelling that tells a name from others: letters and digits in lower case, and the `+` and
/// `#` that tell C, C++ and C# apart.
pub(super) fn key(name: &str) -> String {
    let kept = name
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#'));
    kept.flat_map(char::to_lowercase).collect()
}

/// The text without the marks of markdown and the punctuation around it.
fn bare(text: &str) -> &str {
    let outer = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '*' | '_'
                    | '`'
                    | '~'
                    | '"'
                    | '\''
                    | '“'
                    | '”'
                    | ':'
                    | ';'
                    | ','
                    | '✅'
                    | '⭐'
                    | '•'
            )
    };
    text.trim_matches(outer)
        .trim_end_matches(['.', '!', '?'])
        .trim_end_matches(outer)
}

fn without_head(text: &str) -> &str {
    strip_start(text, &HEADS)
}

pub(super) fn without_vendor(text: &str) -> &str {
    strip_start(text, &VENDORS)
}

fn strip_start<'a>(text: &'a str, heads: &[&str]) -> &'a str {
    let rest = heads.iter().find_map(|head| {
        let (start, rest) = text.split_at_checked(head.len())?;
        start.eq_ignore_ascii_case(head).then_some(rest)
    });
    rest.unwrap_or(text).trim_start()
}

fn without_tail(text: &str) -> &str {
    let cuts = TAILS
        .iter()
        .filter_map(|tail| split(text, tail).first().copied());
    cuts.min_by_key(|cut| cut.len()).unwrap_or(text)
}

/// `PostgreSQL (the default)`: the parenthesis at the end is dropped.
fn without_aside(text: &str) -> &str {
    let closed = text.trim_end().strip_suffix([')', ']']);
    let open = closed.and_then(|inner| {
        let mut depth = 1_usize;
        inner.char_indices().rev().find_map(|(at, c)| {
            match c {
                ')' | ']' => depth += 1,
                '(' | '[' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })
    });
    open.and_then(|at| text.get(..at))
        .unwrap_or(text)
        .trim_end()
}

/// `Vue 3.5`, `PostgreSQL 18+`, `Prisma v7`: the version at the end is dropped.
pub(super) fn without_version(text: &str) -> &str {
    let Some((name, last)) = text.trim_end().rsplit_once(' ') else {
        return text;
    };
    let digits = last.strip_prefix(['v', 'V']).unwrap_or(last);
    let version = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '+' | 'x'));
    if version { name } else { text }
}

/// The parts between separators that stand outside parentheses; words in any case.
fn split<'a>(text: &'a str, separator: &str) -> Vec<&'a str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut skip) = (0, 0_usize, 0);
    for (at, c) in text.char_indices() {
        if at < skip {
            continue;
        }
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let here = text.get(at..at + separator.len());
        if depth == 0 && here.is_some_and(|here| here.eq_ignore_ascii_case(separator)) {
            parts.extend(text.get(start..at));
            start = at + separator.len();
            skip = start;
        }
    }
    parts.extend(text.get(start..));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SafeText;

    fn technology(id: &str, name: &str, aliases: &[&str], kind: &str) -> Technology {
        Technology {
            id: TechId(SafeText::new(id)),
            name: SafeText::new(name),
            aliases: aliases.iter().map(|alias| SafeText::new(alias)).collect(),
            kind: Some(SafeText::new(kind)),
            ..Technology::default()
        }
    }

    fn names() -> Names {
        let known: &[(&str, &str, &[&str], &str)] = &[
            ("postgresql", "PostgreSQL", &["Postgres", "pg"], "database"),
            ("timescaledb", "TimescaleDB", &[], "database"),
            ("redis", "Redis", &[], "cache"),
            ("vault", "Vault", &["HashiCorp Vault"], "secrets"),
            ("pubsub", "Pub/Sub", &[], "queue"),
            ("kafka", "Kafka", &[], "queue"),
            ("sqs", "SQS", &[], "queue"),
            ("terraform", "Terraform", &[], "iac"),
            ("opentofu", "OpenTofu", &[], "iac"),
            ("nextjs", "Next.js", &[], "framework"),
            ("vue", "Vue", &[], "framework"),
            ("kubernetes", "Kubernetes", &["K8s"], "platform"),
            ("qdrant", "Qdrant", &[], "database"),
            ("pgvector", "pgvector", &[], "database"),
            ("auth0", "Auth0", &[], "identity"),
            ("elastic", "Elasticsearch", &["Elastic"], "search"),
            ("sqlite", "SQLite", &[], "database"),
            ("turso", "Turso", &[], "database"),
            ("go", "Go", &["Golang"], "language"),
            ("python", "Python", &[], "language"),
            ("typescript", "TypeScript", &["TS"], "language"),
            ("c", "C", &[], "language"),
            ("cpp", "C++", &[], "language"),
            ("csharp", "C#", &[], "language"),
            ("sqlalchemy", "SQLAlchemy", &[], "orm"),
            ("drizzle", "Drizzle", &["Drizzle ORM"], "orm"),
            ("prisma", "Prisma", &[], "orm"),
            ("docker", "Docker", &[], "platform"),
            ("secrets-manager", "AWS Secrets Manager", &[], "secrets"),
        ];
        let list = known
            .iter()
            .map(|(id, name, aliases, kind)| technology(id, name, aliases, kind));
        Names::new(list.collect()).0
    }

    /// Labels and the technologies they name.
    const CASES: &[(&str, &[&str])] = &[
        ("PostgreSQL", &["postgresql"]),
        ("**postgres**", &["postgresql"]),
        ("`pg`", &["postgresql"]),
        ("Next js", &["nextjs"]),
        ("next-js.", &["nextjs"]),
        ("PostgreSQL (the default)", &["postgresql"]),
        ("PostgreSQL - boring and good", &["postgresql"]),
        ("PostgreSQL — boring, and good", &["postgresql"]),
        ("Use PostgreSQL", &["postgresql"]),
        ("choose Kafka (events, replay)", &["kafka"]),
        ("Vue 3.5", &["vue"]),
        ("PostgreSQL 18+", &["postgresql"]),
        ("Drizzle ORM v1", &["drizzle"]),
        ("Apache Kafka 4.0 (KRaft)", &["kafka"]),
        ("Amazon SQS", &["sqs"]),
        ("HashiCorp Vault", &["vault"]),
        ("Qdrant (RECOMMENDED)", &["qdrant"]),
        ("Qdrant, pgvector", &["qdrant", "pgvector"]),
        (
            "Qdrant, pgvector, or Redis",
            &["qdrant", "pgvector", "redis"],
        ),
        (
            "Qdrant (fast, simple) or pgvector (there already)",
            &["qdrant", "pgvector"],
        ),
        ("Kafka or Kafka", &["kafka"]),
        ("Terraform / OpenTofu", &["terraform", "opentofu"]),
        ("Kafka/SQS", &["kafka", "sqs"]),
        ("Postgres + Redis", &["postgresql", "redis"]),
        ("Redis and Kafka", &["redis", "kafka"]),
        ("Pub/Sub", &["pubsub"]),
        ("Kafka / Pub/Sub", &["kafka", "pubsub"]),
        ("Google Pub/Sub", &["pubsub"]),
        ("TimescaleDB (PostgreSQL extension)", &["timescaledb"]),
        ("Turso (SQLite)", &["turso"]),
        ("Go (Echo/Chi)", &["go"]),
        ("C++", &["cpp"]),
        ("C#", &["csharp"]),
        ("C", &["c"]),
        ("C++ / C#", &["cpp", "csharp"]),
        (
            "Python -> SQLAlchemy, TypeScript -> Drizzle",
            &["sqlalchemy", "drizzle"],
        ),
        ("Python → SQLAlchemy 2.0", &["sqlalchemy"]),
        ("Kafka → Redis", &["kafka", "redis"]),
        ("Anything else → PostgreSQL", &["postgresql"]),
        ("Python", &["python"]),
        ("Prisma 7", &["prisma"]),
        ("Vue 3", &["vue"]),
        ("Kubernetes (AKS)", &["kubernetes"]),
        // False friends.
        ("Go/Gin", &[]),
        ("Docker Compose", &[]),
        ("Secret Manager (GCP)", &[]),
        ("Kafka/Redpanda/Pulsar", &[]),
        ("Azure Key Vault", &[]),
        ("Key Vault", &[]),
        ("Vault or Key Vault", &[]),
        ("Redis Streams", &[]),
        ("Redis/Redis Streams", &[]),
        ("ElastiCache", &[]),
        ("ElastiCache (Redis)", &[]),
        ("Elastic Pool", &[]),
        ("Go/No-Go", &[]),
        ("Auth0/Okta", &[]),
        ("CI/CD", &[]),
        ("SQLite-like", &[]),
        ("the Postgres way", &[]),
        ("", &[]),
        ("()", &[]),
        (" - ", &[]),
        ("→", &[]),
        ("Events (in → out)", &[]),
        ("(a -> b) Redis", &[]),
    ];

    #[test]
    fn a_label_names_what_it_says_and_nothing_by_accident() {
        let names = names();
        for (label, expected) in CASES {
            let found = names.in_label(label);
            let found: Vec<&str> = found.iter().map(|id| id.0.as_str()).collect();
            assert_eq!(found, *expected, "{label}");
        }
    }

    #[test]
    fn a_spelling_claimed_twice_is_the_first_ones() {
        let list = vec![
            technology("a", "Alpha", &["Same"], "x"),
            technology("b", "Beta", &["same", "Alpha"], "x"),
            technology("beta-id", "Gamma", &[], "x"),
        ];
        let (names, diagnostics) = Names::new(list);
        assert_eq!(diagnostics.len(), 2);
        assert_eq!(names.resolve("SAME"), Some(&TechId("a".into())));
        assert_eq!(names.resolve("beta id"), Some(&TechId("beta-id".into())));
        assert_eq!(names.resolve("!?"), None);
    }

    #[test]
    fn a_label_of_any_length_is_answered_quickly() {
        let names = names();
        let deep = format!("{}Redis{}", "(".repeat(200), ")".repeat(200));
        assert_eq!(names.in_label(&deep).len(), 1);
        assert!(names.in_label(&"Redis / ".repeat(10_000)).is_empty());
        assert!(names.in_label(&"→".repeat(100)).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn any_label_is_answered_with_known_names(label in "([A-Za-z+#./()\\[\\] -]|, | or |→|->|Redis|Kafka|Vault){0,40}") {
            let names = names();
            for id in names.in_label(&label) {
                proptest::prop_assert!(names.technology(&id).is_some());
            }
        }
    }
}
