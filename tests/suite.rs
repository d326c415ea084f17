//! The one test binary; `tests/README.md` says how to add a case.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop where it stands"
)]

mod compare;
mod corpus;
mod stack;
mod rendering;
mod search;
mod catalog;
mod files;
mod hostile;
mod save;
mod manifest;
mod session;
mod adr;
mod frontmatter;
mod markdown;
mod safe_text;
mod support;
mod themes;
mod walk;
