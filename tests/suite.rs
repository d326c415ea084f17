//! The one test binary; `tests/README.md` says how to add a case.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test that cannot go on should stop where it stands"
)]

mod catalog;
mod compare;
mod corpus;
mod files;
mod hostile;
mod rendering;
mod save;
mod search;
mod sources;
mod stack;
mod support;
mod themes;
mod walk;
