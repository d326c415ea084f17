//! Forks, rules, relations and policies.

use crate::model::{
    ConcernId, Fork, ForkSetting, Policy, Relation, RelationStrength, Rule, RuleStrength, Stance,
    Subject, TechId, TreeId,
};
use crate::parse::record::Reader;
use crate::parse::yaml::Node;
use crate::text::SafeText;

const FORK: &[&str] = &["tree", "at", "kind"];
const RULE: &[&str] = &[
    "id", "says", "applies", "strength", "cite", "also", "against",
];
const APPLIES: &[&str] = &["technology", "pattern", "concern", "skill"];
const RELATION: &[&str] = &["from", "to", "strength", "note", "cite"];
const POLICY: &[&str] = &["technology", "stance", "because", "see"];

const FORKS: &[(&str, Fork)] = &[
    ("one-of", Fork::OneOf),
    ("any-of", Fork::AnyOf),
    ("all-of", Fork::AllOf),
    ("rule", Fork::Rule),
];
const STRENGTHS: &[(&str, RuleStrength)] = &[
    ("always", RuleStrength::Always),
    ("prefer", RuleStrength::Prefer),
    ("avoid", RuleStrength::Avoid),
    ("never", RuleStrength::Never),
];
const RELATION_STRENGTHS: &[(&str, RelationStrength)] = &[
    ("primary", RelationStrength::Primary),
    ("secondary", RelationStrength::Secondary),
];
const STANCES: &[(&str, Stance)] = &[
    ("adopt", Stance::Adopt),
    ("trial", Stance::Trial),
    ("hold", Stance::Hold),
    ("banned", Stance::Banned),
];
/// What a rule applies to, made from a name.
type Named = fn(SafeText) -> Subject;
const SUBJECTS: [(&str, Named); 4] = [
    ("technology", |id| Subject::Technology(TechId(id))),
    ("pattern", |id| Subject::Pattern(TechId(id))),
    ("concern", |id| Subject::Concern(ConcernId(id))),
    ("skill", Subject::Skill),
];

impl Reader {
    pub(super) fn forks(&mut self, node: &Node) -> Vec<ForkSetting> {
        self.records(node, "forks", FORK, |reader, entry| {
            let tree = reader.needed(entry, "tree", "fork")?;
            reader.needed(entry, "kind", "fork")?;
            Some(ForkSetting {
                tree: TreeId(tree),
                question: reader.text(entry, "at"),
                fork: reader.choice(entry, "kind", FORKS),
                at: reader.at(entry),
            })
        })
    }

    pub(super) fn rules(&mut self, node: &Node) -> Vec<Rule> {
        self.records(node, "rules", RULE, |reader, entry| {
            Some(Rule {
                id: reader.id(entry, "rule")?,
                says: reader.needed(entry, "says", "rule")?,
                applies: reader.subjects(entry),
                strength: reader.choice(entry, "strength", STRENGTHS),
                cite: reader.cite(entry),
                also: reader.cites(entry, "also"),
                against: reader.cites(entry, "against"),
                at: reader.at(entry),
            })
        })
    }

    fn subjects(&mut self, node: &Node) -> Vec<Subject> {
        let Some(applies) = node.get("applies").filter(|applies| !applies.is_null()) else {
            let message = "This rule applies to nothing";
            let hint = "Write `applies: {concern: ID}`, or `technology`, `pattern`, `skill`";
            self.warn("manifest-shape", message, node, hint);
            return Vec::new();
        };
        if !self.is_record(applies, "`applies`", APPLIES) {
            return Vec::new();
        }
        let mut subjects = Vec::new();
        for (key, make) in SUBJECTS {
            subjects.extend(self.list(applies, key).into_iter().map(make));
        }
        subjects
    }

    pub(super) fn relations(&mut self, node: &Node) -> Vec<Relation> {
        self.records(node, "relations", RELATION, |reader, entry| {
            Some(Relation {
                from: reader.needed(entry, "from", "relation")?,
                to: reader.needed(entry, "to", "relation")?,
                strength: reader.choice(entry, "strength", RELATION_STRENGTHS),
                note: reader.text(entry, "note"),
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }

    pub(super) fn policies(&mut self, node: &Node) -> Vec<Policy> {
        self.records(node, "policies", POLICY, |reader, entry| {
            let technology = reader.needed(entry, "technology", "policy")?;
            reader.needed(entry, "stance", "policy")?;
            Some(Policy {
                technology: TechId(technology),
                stance: reader.choice(entry, "stance", STANCES),
                because: reader.text(entry, "because").unwrap_or_default(),
                see: reader.text(entry, "see"),
                at: reader.at(entry),
            })
        })
    }
}
