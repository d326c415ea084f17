//! Decide: one decision walked question by question, its record growing beside it.

mod follows;
mod state;
mod update;
mod view;

pub use follows::Follows;
pub use state::{Decide, Listed, listed};
pub use update::{start, update};
pub use view::view;
