//! Stack: what has been decided, and the record of each decision.

pub mod facts;
mod state;
mod update;
mod view;

pub use state::StackScreen;
pub use update::update;
pub use view::view;
