//! The one test binary; `tests/README.md` says how to add a case.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::disallowed_methods,
    reason = "a test that cannot go on should stop where it stands; it makes files and measures time"
)]

mod compare;
mod corpus;
mod stack;
mod rendering;
mod search;
mod catalog;
mod corpus;
mod files;
mod hostile;
mod save;
mod manifest;
mod session;
mod adr;
mod frontmatter;
mod markdown;
mod safe_text;
mod sources;
mod support;
mod themes;
mod walk;
