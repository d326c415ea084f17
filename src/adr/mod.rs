//! decisions as records: writers, numbering, export.
