//! `archtui stack complete`: what fits where nothing is chosen yet.

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::names;
use crate::cli::output::{Keyed, Reply, add};
use crate::cli::stack::args::Complete;
use crate::cli::stack::{Opened, paragraph};
use crate::review::{self, Fitting, Open};

/// Alternatives of a concern that are shown where all concerns are listed.
const SHOWN: usize = 3;

pub(super) fn run(cx: &Cx, library: &Library, args: &Complete) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    let opened = Opened::find(cx, library)?;
    let only = args
        .concern
        .as_ref()
        .map(|written| names::concern(catalog, written));
    let only = only.transpose()?;
    let open = review::complete(&opened.stack, catalog, only.as_ref());
    let most = if only.is_some() { usize::MAX } else { SHOWN };
    let text = || {
        let told = open.iter().map(|open| told(cx, open, most));
        told.collect::<Vec<_>>().join("\n")
    };
    let reply = opened.reply(cx, library, &Keyed("concerns", &open), text)?;
    Ok(if open.is_empty() && !cx.global.json {
        reply.note("no concern of the library is open")
    } else {
        reply
    })
}

/// A concern with what fits it: how each got here, and what it asks for.
fn told(cx: &Cx, open: &Open, most: usize) -> String {
    let mut out = format!("{}  {}\n", open.title, open.concern);
    for one in open.alternatives.iter().take(most) {
        out.push_str(&alternative(one, cx.width()));
    }
    let more = open.alternatives.len().saturating_sub(most);
    if more > 0 {
        add(
            &mut out,
            format_args!("  {more} more: --concern {}\n", open.concern),
        );
    }
    if open.alternatives.is_empty() {
        out.push_str("  nothing of the library fits\n");
    }
    let against = open.left_out.iter();
    for one in against.take(most) {
        let why = format!("{}  {}", one.because, one.source);
        let lead = format!("  not {}: ", one.name);
        out.push_str(&paragraph(&lead, why.trim_end(), cx.width()));
    }
    let more = open.left_out.len().saturating_sub(most);
    if more > 0 {
        add(&mut out, format_args!("  {more} more do not fit\n"));
    }
    out
}

fn alternative(one: &Fitting, columns: usize) -> String {
    let mut out = format!("  {}\n", one.name);
    for reason in &one.reasons {
        let said = format!("{}  {}", reason.says, reason.source);
        out.push_str(&paragraph("      ", said.trim_end(), columns));
    }
    for remark in &one.remarks {
        out.push_str(&paragraph("      but ", remark, columns));
    }
    out
}
