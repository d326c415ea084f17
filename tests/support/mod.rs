//! What tests share.

pub(crate) mod corpus;
