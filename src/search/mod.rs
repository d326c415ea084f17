//! query -> ranked hits.
