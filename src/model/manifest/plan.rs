//! What a manifest says about the whole: flows through the skills, ready-made stacks, roadmaps,
//! phases.

use crate::model::{Citation, ConcernId, TechId};
use crate::text::{Location, SafeText};

/// A request on its way through the skills.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flow {
    /// Its id.
    pub id: SafeText,
    /// Its title.
    pub title: SafeText,
    /// Its steps, in order.
    pub steps: Vec<FlowStep>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// A step of a flow.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FlowStep {
    /// The skill that acts.
    pub skill: SafeText,
    /// What it does.
    pub does: Option<SafeText>,
}

/// A ready-made stack.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preset {
    /// Its id.
    pub id: SafeText,
    /// Its title.
    pub title: SafeText,
    /// What its source lists.
    pub parts: Vec<TechId>,
    /// The same by concern.
    pub choose: Vec<(ConcernId, Vec<TechId>)>,
    /// Where the source leaves the choice open: between these.
    pub one_of: Vec<(ConcernId, Vec<TechId>)>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// What to learn in which order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roadmap {
    /// Its id.
    pub id: SafeText,
    /// Its title.
    pub title: SafeText,
    /// Its levels, in order.
    pub levels: Vec<Level>,
    /// What is reached on the way.
    pub milestones: Vec<Milestone>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// A level of a roadmap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Level {
    /// Its title.
    pub title: SafeText,
    /// The hours of learning at which it begins and ends.
    pub hours: Option<(u32, u32)>,
    /// What to read: an address as look-ups take it.
    pub read: Option<SafeText>,
    /// Its topics, in order.
    pub topics: Vec<Topic>,
    /// Where it is declared.
    pub at: Location,
}

/// Something to learn or to do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topic {
    /// Its title.
    pub title: SafeText,
    /// The heading it stands under.
    pub group: Option<SafeText>,
    /// What to read: an address as look-ups take it.
    pub read: Option<SafeText>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}

/// What is reached on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Milestone {
    /// Its title.
    pub title: SafeText,
    /// What it takes.
    pub items: Vec<Topic>,
}

/// Skills that are built together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phase {
    /// Its id; where none is given, its title.
    pub id: SafeText,
    /// Its title.
    pub title: SafeText,
    /// Its first and last week.
    pub weeks: Option<(u32, u32)>,
    /// The skills, in order.
    pub skills: Vec<SafeText>,
    /// Who says so.
    pub cite: Option<Citation>,
    /// Where it is declared.
    pub at: Location,
}
