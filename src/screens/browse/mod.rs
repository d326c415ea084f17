//! Browse: the library as a tree, the document beside it, and what is in the skill.

mod commands;
mod contents;
mod here;
mod item;
mod links;
mod names;
mod reveal;
mod rows;
mod rule;
mod state;
mod update;
mod view;

pub use commands::copies;
pub use contents::{Item, Target, contents};
pub use here::technologies_here;
pub use links::{LinkChoice, links};
pub use names::{keys, name};
pub use reveal::{begin, reveal, shown_file};
pub use rows::{NodeKey, Row, first_skill, rows};
pub use rule::RuleRead;
pub use state::{Browse, Pane, Scroll};
pub use update::{ahead, select_row, update, wheel};
pub use view::{Memory, view};
