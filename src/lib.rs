#![doc = include_str!("README.md")]
#![forbid(unsafe_code)]

pub mod adr;
pub mod catalog;
pub mod cli;
pub mod compare;
pub mod diagnostic;
pub mod limits;
pub mod model;
pub mod parse;
pub mod search;
pub mod stack;
pub mod text;
pub mod ui;
pub mod walk;
pub mod world;
