//! query -> ranked hits.
pub mod distance;
