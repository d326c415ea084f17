//! What content says, as plain data: documents, skills, decision trees, comparison tables,
//! definitions, commands, technologies. Knows no file, no parser and no screen; every text in it is
//! [`SafeText`].
//!
//! [`SafeText`]: crate::text::SafeText

mod advice;
mod alternative;
mod citation;
mod command;
mod comparison;
mod decision;
mod definition;
mod document;
mod fact;
mod locate;
mod manifest;
mod pointer;
mod skill;

pub use advice::{Advice, AdviceKind};
pub use alternative::Alternative;
pub use citation::{Citation, CitedText, marks};
pub use command::CommandBlock;
pub use comparison::{ComparisonTable, Orientation, TableId, TableRow};
pub use decision::{
    Answer, Confidence, DecisionTree, Edge, Fork, Graph, GraphNode, Label, Node, NodeId, Notation,
    Note, Outcome, Question, Recommended, TreeId,
};
pub use definition::Definition;
pub use document::{
    Alignment, Block, BlockKind, Document, Heading, Inlines, Link, ListItem, Run, RunStyle, Table,
    TableLine,
};
pub use fact::{End, Fact, Facts, Range, known};
pub use manifest::{
    AddedAnswer, AddedCell, AnswerLeads, Circumstance, CircumstanceKind, CitationSource, Claim,
    Concern, ConcernId, Condition, Conflict, Flow, FlowStep, ForkSetting, Layer, Level, Manifest,
    Milestone, Phase, Policy, Preset, Relation, RelationStrength, Requirement, Roadmap, Rule,
    RuleStrength, Saying, Stance, Subject, Takes, TechId, Technology, Topic,
};
pub use pointer::{Leads, Pointer, Sought};
pub use skill::{FileKind, Frontmatter, FrontmatterField, Skill, SkillId};
