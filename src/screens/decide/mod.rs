//! Decide: one decision walked question by question, its record growing beside it.

mod changes;
mod follows;
mod settle;
mod state;
mod update;
mod view;
mod whole;

pub use follows::{Follows, ResultRow};
pub use settle::{Settled, settle};
pub use state::{Decide, Listed, listed};
pub use update::{adopt_only, go_on_in, resume, start, take, update};
pub use view::view;
