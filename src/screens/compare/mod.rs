//! Compare: alternatives side by side, every cell with its source.

mod state;
mod update;
mod view;

pub use state::{Compare, choices, choose, lines, open, open_table, refresh, select};
pub use update::update;
pub use view::{Memory, view};
