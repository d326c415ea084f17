//! The folder of records: where it is, what numbers are taken, and many who write to it at once.
