//! Labels that are no words: paths of files and pieces of code.

/// Names of products that read like files.
const PRODUCTS: [&str; 12] = [
    "next.js",
    "node.js",
    "vue.js",
    "nuxt.js",
    "express.js",
    "react.js",
    "three.js",
    "d3.js",
    "chart.js",
    "solid.js",
    "socket.io",
    "asp.net",
];

/// Whether a label names a path: `src/`, `main.rs`, `./x`, `*.md`, with or without a remark.
pub(super) fn is_path(label: &str) -> bool {
    let label = label.trim().trim_matches('`');
    let (token, rest) = label.split_once(char::is_whitespace).unwrap_or((label, ""));
    let token = token.trim_end_matches([':', ',']);
    // What is set apart in a column of its own is a remark, too.
    let apart = rest.starts_with(' ');
    let rest = rest.trim_start();
    let remark =
        apart || rest.is_empty() || rest.starts_with(['#', '(', '-', '—', '–', '←', '/', '[', '→']);
    let product = PRODUCTS.contains(&token.to_lowercase().as_str());
    let extension = !product
        && token
            .rsplit_once('.')
            .is_some_and(|(_, ext)| is_extension(ext));
    let named = token.ends_with('/') || token.starts_with(['/', '~', '.']) || extension;
    (remark && named) || (token.ends_with('/') && token.len() > 1) || rest.starts_with("# ")
}

/// Whether a text ends names of files: short, and begins with a letter.
fn is_extension(text: &str) -> bool {
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '*');
    begins && text.len() < 13 && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '*')
}

/// Whether a label is a piece of code: in backticks, or one token with signs of code in it.
pub(super) fn is_code(label: &str) -> bool {
    let label = label.trim();
    let ticked = label.starts_with('`');
    let sign = |c: char| matches!(c, '_' | '/' | ':' | '.' | '(' | '<' | '$' | '#' | '[' | '@');
    ticked || (!label.contains(' ') && label.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn paths_are_known_with_and_without_remarks() {
        for label in [
            "src/",
            "main.rs",
            "main.rs   # entry",
            "./x",
            "*.md",
            "a/ (docs)",
        ] {
            assert!(is_path(label), "{label}");
        }
        for label in [
            "Use Next.js for this",
            "Yes",
            "REST + OpenAPI",
            "Node.js team wants it",
            "Next.js",
            "v2.0",
        ] {
            assert!(!is_path(label), "{label}");
        }
    }
}
