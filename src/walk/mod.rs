//! a position in a decision tree and what follows from it.
