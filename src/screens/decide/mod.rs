//! Decide: one decision walked question by question, its record growing beside it.

mod state;
mod update;
mod view;

pub use state::{Decide, Listed, listed};
pub use update::{decision, start, update};
pub use view::{given_text, view};
