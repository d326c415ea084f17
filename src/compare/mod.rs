//! alternatives x criteria from many tables.
