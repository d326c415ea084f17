//! The only doer: files, clipboard, editor, clock. Implements the traits of the library half.

pub mod branches;
pub mod clipboard;
mod decode;
mod desk;
pub mod editor;
pub mod embedded;
mod errors;
pub mod files;
pub mod fresh;
pub mod journal;
mod left_out;
mod listing;
#[cfg(debug_assertions)]
mod planted;
mod reach;
pub mod records;
pub mod roots;
pub mod save;
pub mod small;
pub mod stacks;
pub mod store;
pub mod templates;

pub use desk::{Desk, KeptStack, Sessions, World, read};
pub(crate) use errors::plain;
