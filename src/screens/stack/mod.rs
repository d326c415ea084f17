//! Stack: what has been decided and what is open, what speaks against it, and the record of each
//! decision.

mod beside;
pub mod facts;
mod overview;
mod state;
mod update;
mod view;

pub use overview::{On, Overview, Row, follow};
pub use state::{Side, StackScreen};
pub use update::update;
pub use view::view;
