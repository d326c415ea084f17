//! MADR 4.0 in its four extents (adr/madr, `template/`): all sections or the least, those that say
//! something or every one.

use crate::adr::Record;
use crate::adr::write::escape::{stated, title, words};
use crate::adr::write::front::{self, Header, Keys};
use crate::adr::write::{parts, sources};
use crate::text::put::Put;

/// What becomes of a section in which nothing stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Empty {
    /// It is left out.
    Out,
    /// Its heading stands there, for people to write under.
    Kept,
}

impl Empty {
    /// The same for a record: an overview has no sections to be written under.
    fn of(self, record: &Record) -> Self {
        if record.gathered.is_empty() {
            self
        } else {
            Self::Out
        }
    }
}

/// All sections that say something.
pub(super) fn full(record: &Record, header: Header) -> String {
    let matter = front::matter(record, header, Keys::Known);
    with_comment(record, header, matter + &every_section(record, Empty::Out))
}

/// All sections.
pub(super) fn bare(record: &Record, header: Header) -> String {
    let matter = front::matter(record, header, Keys::All);
    with_comment(record, header, matter + &every_section(record, Empty::Kept))
}

/// The least that a record can be.
pub(super) fn minimal(record: &Record) -> String {
    few_sections(record, Empty::Out)
}

/// The least, its optional section too.
pub(super) fn bare_minimal(record: &Record) -> String {
    few_sections(record, Empty::Kept)
}

/// The sections of the full form, with the title on top and nothing above it.
pub(super) fn body(record: &Record) -> String {
    let all = every_section(record, Empty::Out);
    all.trim_start_matches('\n').to_owned()
}

/// What is needed to take the decision again stands in the header, unless only MADR's keys do.
fn with_comment(record: &Record, header: Header, mut text: String) -> String {
    if header == Header::Strict {
        text.push_str(&front::comment(record));
    }
    text
}

fn every_section(record: &Record, empty: Empty) -> String {
    let empty = empty.of(record);
    let mut out = format!("\n# {}\n", title(&record.title));
    out.push_str(&parts::under(
        "## Context and Problem Statement",
        &parts::context(record),
    ));
    let drivers = parts::bullets(&record.drivers, "");
    out.push_str(&section("## Decision Drivers", &drivers, empty));
    let options = parts::options(record);
    out.push_str(&section("## Considered Options", &options, empty));
    out.push_str(&parts::under(
        "## Decision Outcome",
        &parts::outcome(record),
    ));
    let consequences = parts::consequences(record);
    out.push_str(&section("### Consequences", &consequences, empty));
    let confirmation = parts::confirmation(record);
    out.push_str(&section("### Confirmation", &confirmation, empty));
    let arguments = parts::arguments(record, "###");
    out.push_str(&section(
        "## Pros and Cons of the Options",
        &arguments,
        empty,
    ));
    out.push_str(&section("## More Information", &more(record), empty));
    out
}

/// A heading with what stands under it; alone, or not at all, where nothing does.
fn section(heading: &str, lines: &str, empty: Empty) -> String {
    if lines.is_empty() && empty == Empty::Kept {
        return format!("\n{heading}\n");
    }
    parts::under(heading, lines)
}

fn more(record: &Record) -> String {
    let links = sources::links(record, sources::short_link);
    let mut out = parts::paragraphs(
        links
            .into_iter()
            .chain(parts::apart_from_options(record, stated)),
    );
    for (heading, lines) in [
        (
            "### What Would Change This Decision",
            parts::would_change(record),
        ),
        ("### Comparison", parts::comparison(record)),
        ("### Sources", sources::sources(record)),
    ] {
        out.push_str(&parts::under(heading, &lines));
    }
    out.trim_start_matches('\n').to_owned()
}

/// These forms have no place for sources, so that no number points at one; links to other records
/// stand with the outcome.
fn few_sections(record: &Record, empty: Empty) -> String {
    let empty = empty.of(record);
    let bare = &record.without_sources();
    let mut out = format!("# {}\n", title(&bare.title));
    out.push_str(&parts::under(
        "## Context and Problem Statement",
        &parts::context(bare),
    ));
    let options = parts::options(bare);
    out.push_str(&section(
        "## Considered Options",
        &options,
        Empty::Kept.of(record),
    ));
    let links = sources::links(bare, sources::short_link);
    let outcome = std::iter::once(parts::outcome(bare)).chain(links);
    let outcome = outcome.chain(parts::apart(record, words));
    let outcome = outcome.chain([parts::people(record), parts::revisit(record)]);
    let outcome = parts::paragraphs(outcome);
    out.push_str(&parts::under("## Decision Outcome", &outcome));
    let consequences = parts::consequences(bare);
    out.push_str(&section("### Consequences", &consequences, empty));
    out.put(format_args!("{}", front::comment(record)));
    out
}
