//! The screens: each a folder of `state.rs` (plain), `update.rs` (pure) and `view.rs` (draws).
//!
//! A screen gets a [`Cx`] to look at and answers with a [`Response`]; it never names what is
//! above it.

pub mod browse;
pub mod compare;
pub mod decide;
pub mod overlay;
pub mod stack;

mod response;
pub mod twin;

pub use response::{Cx, Documents, Goto, Notice, NoticeLevel, Response, View};
