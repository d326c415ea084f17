//! Decide: one decision walked question by question, its record growing beside it.

mod follows;
mod state;
mod update;
mod view;

pub use follows::{Follows, ResultRow};
pub use state::{Decide, Listed, listed};
pub use update::{go_on_in, resume, start, update};
pub use view::{given_text, view};
