#![doc = include_str!("README.md")]
#![forbid(unsafe_code)]

pub mod action;
pub mod adr;
pub mod app;
pub mod catalog;
pub mod cli;
pub mod compare;
pub mod diagnostic;
pub mod effect;
pub mod keymap;
pub mod limits;
pub mod lint;
pub mod model;
pub mod parse;
pub mod review;
pub mod screens;
pub mod search;
pub mod settings;
pub mod stack;
pub mod terminal;
pub mod text;
pub mod ui;
pub mod walk;
pub mod world;
