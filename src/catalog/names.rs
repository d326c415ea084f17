//! Written names to technologies: exact, never by substring.
//!
//! Two spellings are one name when they differ in case, spaces, dots, hyphens and other
//! punctuation only, or when the manifest lists one as an alias of the other.

use std::collections::HashMap;

use crate::catalog::label;
use crate::diagnostic::Diagnostic;
use crate::model::{Alternative, Recommended, TechId, Technology};
use crate::text::SafeText;

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

    /// The technologies that a label names: see [`Names::recommended`].
    pub fn in_label(&self, label: &str) -> Vec<TechId> {
        let named = self.recommended(label).into_iter();
        named.filter_map(|one| one.alternative.technology).collect()
    }

    /// What a label recommends of what is known: `A or B`, `A (reason)`, `A - why`, `Use A`, `A
    /// over B`, `Condition -> A`. Each once, in the order written, with the condition that stands
    /// beside it.
    pub fn recommended(&self, label: &str) -> Vec<Recommended> {
        if self.by_key.is_empty() {
            return Vec::new();
        }
        label::recommended(label, &|name| self.alternative(name), &|id| {
            self.is_language(id)
        })
    }

    /// What a whole name means, as something to choose.
    pub(super) fn alternative(&self, name: &str) -> Option<Alternative> {
        let technology = self.technology(self.resolve(name)?)?;
        Some(Alternative {
            name: technology.name.clone(),
            technology: Some(technology.id.clone()),
        })
    }

    /// What an author chooses outright, by id or name; unknown names are left out.
    pub fn chosen(&self, names: &[SafeText]) -> Vec<Recommended> {
        let known = names.iter().filter_map(|name| {
            Some(Recommended {
                alternative: self.alternative(name)?,
                when: None,
            })
        });
        known.collect()
    }

    /// Whether a technology is a programming language.
    pub fn is_language(&self, id: &TechId) -> bool {
        self.technology(id).is_some_and(Technology::is_language)
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
    let mut key = String::with_capacity(name.len());
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '+' | '#') {
            key.push(c.to_ascii_lowercase());
        } else if c.is_alphanumeric() {
            key.extend(c.to_lowercase());
        }
    }
    key
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
        // What is better than what, and what is not advised.
        ("PostgreSQL over Kafka", &["postgresql"]),
        ("Use Redis instead of Kafka", &["redis"]),
        ("Terraform rather than OpenTofu", &["terraform"]),
        ("PostgreSQL, not Redis", &["postgresql"]),
        ("PostgreSQL (not Redis)", &["postgresql"]),
        ("Not Redis", &[]),
        ("Avoid Kafka", &[]),
        ("Do not use Kafka; use Redis", &["redis"]),
        ("Never Kafka, use SQS or Redis", &["sqs", "redis"]),
        ("Migrate from Redis to Kafka", &["kafka"]),
        ("Replace Redis with Kafka", &["kafka"]),
        ("Opt for Kafka", &["kafka"]),
        ("Switch to Redis", &["redis"]),
        ("Redis, only for a small cache that may be lost", &["redis"]),
        (
            "pgvector, else Qdrant or Redis",
            &["pgvector", "qdrant", "redis"],
        ),
        (
            "SQLite, with Turso, or Redis",
            &["sqlite", "turso", "redis"],
        ),
        ("Kubernetes, which runs containers", &["kubernetes"]),
        ("Kafka, because events are read again", &["kafka"]),
        ("Kafka, a log", &[]),
        ("Don't use Redis", &[]),
        ("PostgreSQL vs Redis", &[]),
        // Several, and in which order.
        ("Consider Redis, then Kafka", &["redis", "kafka"]),
        ("Use PostgreSQL with Redis", &["postgresql", "redis"]),
        ("Start with SQLite", &["sqlite"]),
        ("Redis for caching", &["redis"]),
        ("Redis for caching, Kafka for events", &["redis", "kafka"]),
        ("Kafka if replay matters", &["kafka"]),
        (
            "Python: SQLAlchemy, TypeScript: Drizzle",
            &["sqlalchemy", "drizzle"],
        ),
        ("Storage: PostgreSQL", &["postgresql"]),
        ("Prisma 7", &["prisma"]),
        ("Vue 3", &["vue"]),
        ("Kubernetes (AKS)", &["kubernetes"]),
        // False friends.
        ("Go/Gin", &[]),
        ("Docker Compose", &[]),
        ("Secret Manager (GCP)", &[]),
        ("Kafka/Redpanda/Pulsar", &[]),
        ("Redis Streams for events", &[]),
        ("A plan for PostgreSQL", &[]),
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
    fn a_condition_in_a_label_stands_beside_what_it_recommends() {
        let cases: &[(&str, &[Option<&str>])] = &[
            ("Redis, only for a cache", &[Some("only for a cache")]),
            ("pgvector, else Qdrant", &[None, Some("else")]),
            ("Redis or Kafka", &[None, None]),
            ("PostgreSQL (the default)", &[None]),
            (
                "Python -> SQLAlchemy, TypeScript -> Drizzle",
                &[Some("Python"), Some("TypeScript")],
            ),
            ("Anything else → PostgreSQL", &[Some("Anything else")]),
            ("Python: SQLAlchemy", &[Some("Python")]),
            ("Redis for caching, Kafka", &[Some("caching"), None]),
            ("Kafka (if replay matters)", &[Some("replay matters")]),
            ("Kafka unless it is small", &[Some("unless it is small")]),
            ("Kafka → Redis", &[None, None]),
        ];
        let names = names();
        for (label, expected) in cases {
            let found = names.recommended(label);
            let found: Vec<_> = found.iter().map(|one| one.when.as_deref()).collect();
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
