//! The only doer: files, clipboard, editor, clock. Implements the traits of the library half.

mod decode;
mod errors;
pub mod files;
mod listing;
