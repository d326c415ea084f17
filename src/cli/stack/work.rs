//! The work that follows from a stack: `archtui stack checklist`, `kit` and `brief`.

use serde::Serialize;

use crate::cli::Cx;
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, columns};
use crate::cli::stack::args::Brief;
use crate::cli::stack::{Opened, titled};
use crate::model::TechId;
use crate::review::{self, Client, Kit, KitCommand};
use crate::text::SafeText;

/// Columns that commands stand in from the margin.
const INDENT: &str = "    ";

pub(super) fn checklist(cx: &Cx, library: &Library) -> Result<Reply, CliError> {
    let opened = Opened::find(cx, library)?;
    let items = review::checklist(&opened.stack, &library.catalog);
    let reply = opened.reply(cx, library, &Keyed("items", &items), || {
        review::boxes(&items)
    })?;
    Ok(match items.as_slice() {
        [] if !cx.global.json => reply.note("nothing to keep to is said of what was chosen"),
        _ => reply,
    })
}

pub(super) fn kit(cx: &Cx, library: &Library) -> Result<Reply, CliError> {
    let opened = Opened::find(cx, library)?;
    let kit = review::kit(&opened.stack, &library.catalog);
    let name = |id: &TechId| {
        let known = library.catalog.technology(id);
        known.map_or_else(|| id.to_string(), |known| known.name.to_string())
    };
    let text = || {
        let row = |client: &Client| {
            vec![
                format!("  {}", name(&client.technology)),
                name(&client.language),
                client.name.to_string(),
                client.source.to_string(),
            ]
        };
        let clients: Vec<Vec<String>> = kit.clients.iter().map(row).collect();
        let missing = kit.none_listed.iter().map(|missing| {
            let (of, by) = (name(&missing.technology), name(&missing.language));
            format!("  {of} in {by}: {}  {}\n", missing.quote, missing.source)
        });
        let missing: String = missing.collect();
        let commands: Vec<String> = kit.commands.iter().map(command).collect();
        titled(&[
            ("Libraries", &columns(&clients)),
            ("None listed", &missing),
            ("Commands", &commands.join("\n")),
        ])
    };
    let reply = opened.reply(cx, library, &Keyed("kit", &kit), text)?;
    Ok(if cx.global.json {
        reply
    } else {
        hinted(reply, &kit)
    })
}

/// Why a kit has less than it could.
fn hinted(reply: Reply, kit: &Kit) -> Reply {
    if kit.languages.is_empty() {
        return reply.note(
            "no language is known, so no libraries are listed; adopt one for the concern language, \
             or state `language` among the facts",
        );
    }
    if kit.clients.is_empty() && kit.commands.is_empty() {
        return reply.note("the library lists no libraries and no commands for what was chosen");
    }
    reply
}

fn command(command: &KitCommand) -> String {
    let lines = command.text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("{INDENT}{line}\n"),
    });
    let lines: String = lines.collect();
    format!("  {}  {}\n\n{lines}", command.name, command.source)
}

/// A brief as JSON has it.
#[derive(Serialize)]
struct Printed {
    text: SafeText,
    tokens: usize,
    budget: Option<usize>,
    left_out: Vec<LeftOut>,
}

/// Lines of a section that did not fit.
#[derive(Serialize)]
struct LeftOut {
    section: &'static str,
    lines: usize,
}

pub(super) fn brief(cx: &Cx, library: &Library, args: Brief) -> Result<Reply, CliError> {
    let opened = Opened::find(cx, library)?;
    let brief = review::brief(&opened.stack, &library.catalog, args.budget);
    let left_out = brief.left_out.iter();
    let printed = Printed {
        text: SafeText::new(&brief.text),
        tokens: brief.tokens,
        budget: args.budget,
        left_out: left_out
            .map(|(section, lines)| LeftOut {
                section,
                lines: *lines,
            })
            .collect(),
    };
    let reply = opened.reply(cx, library, &Keyed("brief", &printed), || {
        brief.text.clone()
    })?;
    let reply = reply.note(format!("about {} tokens, four bytes each", brief.tokens));
    Ok(match args.budget {
        Some(budget) if brief.tokens > budget => {
            reply.note(format!("the heading alone takes more than {budget} tokens"))
        }
        _ => reply,
    })
}
