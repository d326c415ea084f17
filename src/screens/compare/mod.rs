//! Compare: alternatives side by side, every cell with its source.

mod change;
mod choices;
mod copy;
mod place;
mod rows;
mod state;
mod update;
mod view;

pub use change::{Change, Filter, Menu, MenuChoice, apply};
pub use choices::choices;
pub use copy::Part;
pub use place::place;
pub use state::{
    Compare, Front, Look, choose, lines, open, open_table, refresh, select, select_source,
};
pub use update::update;
pub use view::{Memory, view};
