//! Text as the rest of the program uses it: safe to show, located, measured in columns.
//!
//! This room knows no other. Begin with [`SafeText`]: text of other people reaches a screen,
//! stdout or a file only as that type.

mod counted;
mod crumbs;
mod digest;
mod hidden;
mod lines;
mod location;
mod nearest;
pub(crate) mod put;
mod safe;
mod sanitize;
mod slug;
pub mod width;

pub use counted::counted;
pub use crumbs::crumbs;
pub use digest::{digest, digest_of_words};
pub use hidden::{Hidden, hidden, hidden_text};
pub use lines::LineIndex;
pub use location::{FileId, Location, Span};
pub use nearest::nearest;
pub use safe::SafeText;
pub use slug::{Slugs, file_slug, slug};
