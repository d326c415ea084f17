//! The caps that bound what content, of whatever size and shape, can cost: how far folders are
//! followed, how much is read, how deep a text may nest, how much one screen takes. They are a
//! contract with those who write content: what is cut off is said, so changing one changes what
//! people see. Depths, entries and YAML guards are those that the formats promise; the others were
//! measured on large libraries and hostile files.
//!
//! Numbers that tune one function (how many near names to offer, how wide a column may grow) stand
//! beside that function.

/// Folders are followed this deep below a source.
pub const WALK_DEPTH: usize = 16;
/// Entries read below one skill folder.
pub const ENTRIES_PER_SKILL: usize = 20_000;
/// Entries read below one source.
pub const ENTRIES_PER_SOURCE: usize = 1_000_000;
/// Folders never entered. `target` is skipped too where it stands beside a `Cargo.toml`.
pub const SKIPPED_FOLDERS: [&str; 3] = [".git", "node_modules", "__pycache__"];

/// Bytes read of a `SKILL.md`.
pub const SKILL_BYTES: u64 = 2 << 20;
/// Bytes read of any other text file.
pub const FILE_BYTES: u64 = 8 << 20;
/// Bytes looked at to tell text from binary.
pub const SNIFF_BYTES: usize = 8 << 10;

/// Bytes of frontmatter handed to the YAML parser.
pub const FRONTMATTER_BYTES: usize = 64 << 10;
/// Bytes of a manifest or stack file handed to the YAML parser.
pub const YAML_BYTES: usize = 4 << 20;
/// Unclosed `[` and `{` allowed in YAML.
pub const YAML_OPEN_BRACKETS: usize = 32;
/// Anchors and aliases allowed in YAML.
pub const YAML_ANCHORS: usize = 16;
/// Wrong references of manifests that are reported; each is compared with all names there are.
pub const WRONG_REFERENCES: usize = 200;
/// Answers that manifests add to trees; a tree is read anew for each.
pub const ADDED_ANSWERS: usize = 200;

/// Containers (quotes, lists) kept nested in a document; deeper text stays, flat.
pub const NESTING: usize = 64;
/// Questions and answers kept nested in a decision tree.
pub const TREE_DEPTH: usize = 256;
/// Nodes printed of one tree before shared nodes are printed as references.
pub const TREE_PRINTED_NODES: usize = 2_000;

/// Bytes of a block of commands: a longer one is a program to be read, and is not listed.
pub const COMMANDS_BYTES: usize = 16 << 10;

/// Definitions looked at in one file: of a longer list the rest is left out of comparisons.
pub const DEFINITIONS_PER_FILE: usize = 500;
/// Bytes of a definition that stands in a comparison; of a longer one, its first sentence.
pub const DEFINITION_BYTES: usize = 300;

/// Code points kept in one terminal cell; the rest becomes `…`.
pub const CLUSTER_CODE_POINTS: usize = 8;
/// Cells of one table set side by side; its last criteria are left out, and counted.
pub const TABLE_CELLS: usize = 200_000;

/// Bytes put on the clipboard at once.
pub const CLIPBOARD_BYTES: usize = 64 << 10;
/// Bytes taken of a paste into a text field.
pub const PASTE_BYTES: usize = 4 << 10;
/// Characters of a label that the fuzzy matcher sees.
pub const FUZZY_ROW: usize = 256;
/// Characters of a query that the fuzzy matcher sees.
pub const FUZZY_QUERY: usize = 64;
