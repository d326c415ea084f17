//! `archtui stack check`, and findings as text.

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::Reply;
use crate::cli::stack::{Opened, paragraph, titled};
use crate::diagnostic::Severity;
use crate::review::{self, Finding, NotKnown};

pub(super) fn run(cx: &Cx, library: &Library) -> Result<Reply, CliError> {
    let opened = Opened::find(cx, library)?;
    let checked = review::check(&opened.stack, &library.catalog);
    let columns = cx.width();
    let text = || {
        let findings: String = checked
            .findings
            .iter()
            .map(|f| finding(f, columns))
            .collect();
        let unknown: String = checked
            .unknown
            .iter()
            .map(|u| not_known(u, columns))
            .collect();
        titled(&[("Findings", &findings), ("Not known", &unknown)])
    };
    let mut reply = opened.reply(cx, library, &checked, text)?;
    reply.code = reply.code.max(u8::from(checked.is_broken()));
    let chosen = opened.stack.decisions.iter();
    let chosen = chosen.filter(|decision| decision.chosen.is_some()).count();
    Ok(match (chosen, checked.findings.is_empty()) {
        (0, _) => reply.note("nothing is chosen yet, so nothing was checked"),
        (_, true) if checked.unknown.is_empty() => {
            reply.note("no findings: nothing that the library states speaks against a choice")
        }
        (_, true) => reply.note("no findings, as far as it is known"),
        _ => reply,
    })
}

/// A finding: what it is, both sides, why and where, and what mends it.
pub(super) fn finding(finding: &Finding, columns: usize) -> String {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let [choice, with] = &finding.sides;
    let code = finding.code.word();
    let mut out = paragraph(
        &format!("  {severity} {code}: "),
        &format!("{}: {choice} | {with}", finding.concern),
        columns,
    );
    let why = format!("{}  {}", finding.because, finding.source);
    out.push_str(&paragraph("      ", why.trim_end(), columns));
    out.push_str(&paragraph("      -> ", &finding.mend, columns));
    out
}

pub(super) fn not_known(unknown: &NotKnown, columns: usize) -> String {
    let what = format!("{}: {}  {}", unknown.concern, unknown.what, unknown.source);
    let lead = format!("  {}: ", unknown.code.word());
    let mut out = paragraph(&lead, what.trim_end(), columns);
    out.push_str(&paragraph("      -> ", &unknown.mend, columns));
    out
}
