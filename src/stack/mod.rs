//! the decisions taken and the file they are kept in.
