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

mod adr;
mod adr_change;
mod adr_check;
mod adr_doctor;
mod adr_folder;
mod adr_honest;
mod adr_read;
mod adr_trust;
mod adr_write;
mod architecture;
mod backwards;
mod card;
mod catalog;
mod cli;
mod commands;
mod compare;
mod content;
mod corpus;
mod coverage;
mod desk;
mod documents;
mod doubt;
mod facts;
mod files;
mod frontmatter;
mod hostile;
mod journey;
mod keep;
mod lint;
mod manifest;
mod markdown;
mod notations;
mod overlay;
mod planted;
mod pointers;
mod pty;
mod references;
mod rendering;
mod review;
mod rules;
mod safe_text;
mod save;
mod search;
mod session;
mod session_backwards;
mod session_card;
mod session_compare;
mod session_stack;
mod skim;
mod sources;
mod stack;
mod support;
mod themes;
mod there;
mod walk;
