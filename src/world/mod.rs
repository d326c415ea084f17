//! The only doer: files, clipboard, editor, clock. Implements the traits of the library half.

mod decode;
pub mod embedded;
mod errors;
pub mod files;
mod left_out;
mod listing;
pub mod roots;
pub mod save;
pub mod store;

pub(crate) use errors::plain;
