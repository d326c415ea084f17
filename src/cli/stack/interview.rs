//! `archtui stack interview`: the concerns of the library one after the other, asked line by line.
//! What is answered is saved concern by concern, and a walk left in between is gone on with.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Cursor};
use std::sync::Arc;

use serde::Serialize;

use crate::catalog::{Catalog, Lookup};
use crate::cli::ask::{self, Asking, Ended};
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, add, columns, complain};
use crate::cli::stack::args::Interview as Args;
use crate::cli::stack::facts;
use crate::cli::stack_file::{self, StackFile};
use crate::cli::{Cx, given, names};
use crate::model::{Alternative, Concern, ConcernId, Facts, Takes, TreeId};
use crate::review::{
    CameTo, Interview, SecondOpinion, Standpoint, Stands, came_to, second_opinion, serving,
    trees_of,
};
use crate::stack::{AdrStatus, Decision, Stack, StackEdit, Subject};
use crate::text::SafeText;
use crate::walk::{Journey, Walk, answer_text, question_text, recommended, reopen};

/// Where the interview stands, as JSON has it.
#[derive(Debug, Serialize)]
struct Printed {
    progress: SafeText,
    next: Option<Next>,
    concerns: Vec<PrintedConcern>,
}

#[derive(Debug, Serialize)]
struct PrintedConcern {
    concern: ConcernId,
    title: SafeText,
    stands: &'static str,
    chosen: Vec<SafeText>,
    because: Option<SafeText>,
    clients: Option<SafeText>,
    second_opinion: Option<SafeText>,
}

/// What is asked next.
#[derive(Debug, Serialize)]
struct Next {
    concern: ConcernId,
    tree: Option<TreeId>,
    question: Option<SafeText>,
    answers: Vec<SafeText>,
}

/// What can be said to a concern beside answers.
const BESIDE: &str = "Also: open leaves a concern open, choose NAME answers it straight, \
    take CONCERN takes another one first, list says where all stand.\n";

/// What follows on a concern.
enum Then {
    Next,
    Take(ConcernId),
    Stop,
}

/// An interview under way.
struct Interviewer<'a> {
    catalog: &'a Catalog,
    file: StackFile,
    input: Box<dyn BufRead>,
    interactive: bool,
    /// Concerns passed over in this run.
    passed: BTreeSet<ConcernId>,
}

pub(super) fn run(cx: &Cx, library: &Library, args: &Args) -> Result<Reply, CliError> {
    let catalog = &library.catalog;
    if catalog.manifest.concerns.is_empty() {
        return Err(
            CliError::not_found("the library declares no concerns to ask for")
                .hint("`archtui trees` lists its decisions; --builtin adds the built-in library"),
        );
    }
    let file = stack_file::find(cx)?;
    let given = given::given(catalog, &args.fact)?;
    if !given.is_empty() {
        facts::state(&file, catalog, &given)?;
    }
    let wanted = args.concern.as_deref();
    let wanted = wanted
        .map(|name| concern_named(catalog, name))
        .transpose()?;
    let ask = !cx.global.json || !args.answer.is_empty();
    if ask {
        let mut interviewer = Interviewer {
            catalog,
            file: file.clone(),
            input: if args.answer.is_empty() {
                Box::new(io::stdin().lock())
            } else {
                Box::new(Cursor::new(args.answer.join("\n").into_bytes()))
            },
            interactive: cx.environment.terminal.stdin && args.answer.is_empty(),
            passed: BTreeSet::new(),
        };
        interviewer.ask(wanted)?;
    }
    let (stack, found) = file.read(catalog)?;
    let printed = printed(&stack, catalog);
    let reply = library.reply_with(cx, found, &Keyed("interview", &printed), || text(&printed))?;
    Ok(reply.note(format!("in {}", file.shown())))
}

fn concern_named(catalog: &Catalog, name: &str) -> Result<ConcernId, CliError> {
    let Subject::Concern(id) = names::subject(catalog, name) else {
        return Err(CliError::usage("a concern has a name"));
    };
    let known = catalog.manifest.concerns.iter().find(|c| c.id == id);
    known.map(|known| known.id.clone()).ok_or_else(|| {
        let all = catalog.manifest.concerns.iter().map(|c| c.id.0.clone());
        let shown = SafeText::one_line(name);
        CliError::not_found(format!("no concern is called “{shown}”")).choose("there are:", all)
    })
}

impl<R: BufRead> Asking<'_, R> {
    /// Asks the first tree of a concern, and the next where it names only what serves another.
    fn ask_until_served(
        &mut self,
        journey: &mut Journey,
        concern: &Concern,
    ) -> Result<Ended, CliError> {
        loop {
            let ended = self.ask(journey)?;
            let found = recommended(&journey.last, self.catalog);
            let elsewhere = !found.is_empty() && serving(concern, found, self.catalog).is_empty();
            let walked: BTreeSet<TreeId> = journey.legs().map(|leg| leg.tree.id.clone()).collect();
            let trees = trees_of(concern, self.catalog).into_iter();
            let mut others = trees.filter(|tree| !walked.contains(&tree.id));
            let next = others
                .next()
                .filter(|_| elsewhere && journey.last.is_finished());
            match next.filter(|_| ended == Ended::Answered) {
                Some(tree) => journey.go_on(tree),
                None => return Ok(ended),
            }
        }
    }
}

impl Interviewer<'_> {
    fn ask(&mut self, mut wanted: Option<ConcernId>) -> Result<(), CliError> {
        complain(&format!("{}{BESIDE}", ask::FIRST));
        loop {
            let (stack, _) = self.file.read(self.catalog)?;
            let interview = Interview::of(&stack, self.catalog);
            let taken = wanted.take();
            let taken = taken.and_then(|id| interview.concerns.iter().find(|c| c.concern.id == id));
            let Some(next) = taken.or_else(|| interview.next(&self.passed)) else {
                return Ok(());
            };
            complain(&head(next, &interview));
            match self.concern(next.concern, &stack)? {
                Then::Next => {}
                Then::Take(id) => wanted = Some(id),
                Then::Stop => return Ok(()),
            }
        }
    }

    fn concern(&mut self, concern: &Concern, stack: &Stack) -> Result<Then, CliError> {
        let subject = Subject::Concern(concern.id.clone());
        let Some(mut journey) = self.journey(concern, stack, &subject) else {
            complain("no decision of the library decides it: choose NAME, or open\n> ");
            return match self.line()? {
                Some(line) => self.beside(&line, concern, None),
                None => Ok(Then::Stop),
            };
        };
        let mut known = stack.facts_for(Some(&subject), self.catalog);
        let mut asking = Asking {
            input: &mut self.input,
            how: "",
            interactive: self.interactive,
            echo: !self.interactive,
            catalog: self.catalog,
            facts: &mut known,
            beside: is_beside,
        };
        match asking.ask_until_served(&mut journey, concern)? {
            Ended::Beside(line) => self.beside(&line, concern, Some(&journey)),
            Ended::Answered if journey.last.is_finished() => {
                self.finished(concern, &journey, &known)
            }
            Ended::Answered | Ended::Back | Ended::Stopped => {
                self.keep_begun(concern, &journey, &known)?;
                Ok(Then::Stop)
            }
        }
    }

    /// The walk of a concern: as it was left, else from the beginning.
    fn journey(&self, concern: &Concern, stack: &Stack, subject: &Subject) -> Option<Journey> {
        let mut decisions = stack.decisions.iter();
        let open = decisions.find(|one| one.subject == *subject && one.chosen.is_none());
        let walked = open.into_iter().flat_map(|open| &open.walked);
        let mut legs = walked.filter_map(|walked| match self.catalog.find_tree(&walked.tree.0) {
            Lookup::Found(tree) => Some(reopen(tree, walked).0),
            Lookup::Ambiguous(_) | Lookup::Missing(_) => None,
        });
        let mut before: Vec<Walk> = legs.by_ref().collect();
        if let Some(last) = before.pop() {
            return Some(Journey { before, last });
        }
        let first = trees_of(concern, self.catalog).into_iter().next()?;
        Some(Journey::from(Walk::new(first)))
    }

    fn line(&mut self) -> Result<Option<String>, CliError> {
        ask::next_line(&mut self.input)
    }

    /// Does what is said beside the answers.
    fn beside(
        &mut self,
        line: &str,
        concern: &Concern,
        journey: Option<&Journey>,
    ) -> Result<Then, CliError> {
        let (word, name) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "choose" => {
                let chosen = names::alternative(self.catalog, name)?;
                self.adopt(concern, journey, &[chosen], &Facts::new())?;
                Ok(Then::Next)
            }
            "take" => {
                if let Some(journey) = journey {
                    self.keep_begun(concern, journey, &Facts::new())?;
                }
                concern_named(self.catalog, name).map(Then::Take)
            }
            "list" => {
                let (stack, _) = self.file.read(self.catalog)?;
                complain(&text(&printed(&stack, self.catalog)));
                Ok(Then::Take(concern.id.clone()))
            }
            _ => {
                self.adopt(concern, journey, &[], &Facts::new())?;
                Ok(Then::Next)
            }
        }
    }

    /// Every question is answered: takes what stands, or asks which of several.
    fn finished(
        &mut self,
        concern: &Concern,
        journey: &Journey,
        known: &Facts,
    ) -> Result<Then, CliError> {
        let takes = concern.takes.unwrap_or_default();
        let (stack, _) = self.file.read(self.catalog)?;
        let chosen = match came_to(concern, &journey.last, &stack, self.catalog) {
            CameTo::Nothing | CameTo::Elsewhere => Some(Vec::new()),
            CameTo::One(only) => Some(vec![only]),
            CameTo::Several(several) => {
                let all: Vec<_> = several.into_iter().map(|one| (one, None)).collect();
                self.which("Several are recommended", &all, takes)?
            }
            CameTo::Against(against) => {
                let all = against.into_iter().map(|(one, why)| (one, Some(why)));
                let all: Vec<_> = all.collect();
                self.which("Something speaks against what is recommended", &all, takes)?
            }
        };
        let Some(chosen) = chosen else {
            return Ok(Then::Stop);
        };
        self.adopt(concern, Some(journey), &chosen, known)?;
        Ok(Then::Next)
    }

    /// Which of several, each with what speaks against it; `None` where the input ended.
    fn which(
        &mut self,
        what: &str,
        several: &[(Alternative, Option<SafeText>)],
        takes: Takes,
    ) -> Result<Option<Vec<Alternative>>, CliError> {
        let mut out = format!("\n{what}:\n");
        for (number, (one, against)) in (1..).zip(several) {
            let why = against.as_ref().map(|why| format!("  ({why})"));
            let said = format!("{}{}", one.name, why.unwrap_or_default());
            add(
                &mut out,
                format_args!("  {number}  {}\n", SafeText::one_line(&said)),
            );
        }
        let how = match takes {
            Takes::One => "a number chooses; Enter leaves it open",
            Takes::Many => "numbers choose, also several; Enter leaves it open",
        };
        add(&mut out, format_args!("{how}\n> "));
        complain(&out);
        let Some(line) = self.line()? else {
            return Ok(None);
        };
        let numbers = line
            .split([' ', ','])
            .filter_map(|word| word.trim().parse::<usize>().ok());
        let chosen = numbers.filter_map(|number| several.get(number.checked_sub(1)?));
        let chosen = chosen.map(|(one, _)| one.clone());
        let limit = if takes == Takes::One {
            1
        } else {
            several.len()
        };
        Ok(Some(chosen.take(limit).collect()))
    }

    /// Keeps what a concern came to, in the stack: nothing chosen leaves it open.
    fn adopt(
        &mut self,
        concern: &Concern,
        journey: Option<&Journey>,
        chosen: &[Alternative],
        known: &Facts,
    ) -> Result<(), CliError> {
        let status = AdrStatus::default();
        let edits = self.edits(concern, journey, chosen, (known, status));
        let (stack, ()) = self
            .file
            .change(self.catalog, |stack| Ok((edits(stack), ())))?;
        if chosen.is_empty() {
            complain(&format!("{} stays open\n", concern.title));
            return Ok(());
        }
        for one in chosen {
            complain(&format!("{}: {}\n", concern.title, one.name));
        }
        if let Some(opinion) = second_opinion(concern, &stack, chosen, self.catalog) {
            complain(&format!("  {}\n", opinion.text()));
        }
        Ok(())
    }

    /// Keeps a walk that was left in between.
    fn keep_begun(
        &mut self,
        concern: &Concern,
        journey: &Journey,
        known: &Facts,
    ) -> Result<(), CliError> {
        if journey.legs().all(Walk::is_new) {
            return Ok(());
        }
        let edits = self.edits(concern, Some(journey), &[], (known, AdrStatus::Draft));
        self.file
            .change(self.catalog, |stack| Ok((edits(stack), ())))?;
        complain(&format!("{} is gone on with next time\n", concern.title));
        Ok(())
    }

    /// The edits that keep what a concern came to, for the stack as it is then.
    fn edits<'e>(
        &'e self,
        concern: &'e Concern,
        journey: Option<&'e Journey>,
        chosen: &'e [Alternative],
        (known, status): (&Facts, AdrStatus),
    ) -> impl Fn(&Stack) -> Vec<StackEdit> + use<'e> {
        let walked = journey.map(|journey| journey.transcripts(self.catalog, known));
        let walked = walked.unwrap_or_default();
        move |stack: &Stack| {
            let subject = Subject::Concern(concern.id.clone());
            let mut edits = Vec::new();
            let mut decisions = stack.decisions.iter();
            let open = decisions.position(|one| one.subject == subject && one.chosen.is_none());
            edits.extend(open.map(StackEdit::Drop));
            let noted = journey.map(|j| given::noted_on(j, self.catalog, &stack.facts));
            let noted = noted.into_iter().flatten();
            edits.extend(noted.map(|(name, fact)| StackEdit::SetFact(name, Some(fact))));
            let each = chosen.iter().cloned().map(Some);
            let none = chosen.is_empty().then_some(None);
            edits.extend(each.chain(none).map(|chosen| {
                let id = Some(concern.id.clone());
                let mut decision =
                    Decision::from_transcripts(walked.clone(), self.catalog, chosen, id);
                decision.status = status;
                StackEdit::Adopt(Box::new(decision))
            }));
            edits
        }
    }
}

/// Whether a line says something to the interview, and no answer.
fn is_beside(line: &str) -> bool {
    let alone = ["open", "list"].contains(&line);
    alone
        || ["choose ", "take "]
            .iter()
            .any(|word| line.starts_with(word))
}

/// What is said before a concern is asked.
fn head(next: &Standpoint<'_>, interview: &Interview<'_>) -> String {
    let mut out = format!("\n{}  ({})\n", next.concern.title, interview.progress());
    if let Some(clients) = &next.clients {
        add(&mut out, format_args!("  {clients}\n"));
    }
    out
}

fn printed(stack: &Stack, catalog: &Catalog) -> Printed {
    let interview = Interview::of(stack, catalog);
    let next = interview.next(&BTreeSet::new());
    Printed {
        progress: interview.progress(),
        next: next.map(|next| asked_next(next.concern, stack, catalog)),
        concerns: interview
            .concerns
            .iter()
            .map(|one| printed_concern(one, stack, catalog))
            .collect(),
    }
}

fn asked_next(concern: &Concern, stack: &Stack, catalog: &Catalog) -> Next {
    let tree = trees_of(concern, catalog).into_iter().next();
    let subject = Subject::Concern(concern.id.clone());
    let walk = tree.map(|tree| {
        let mut walk = Walk::new(Arc::clone(&tree));
        walk.settle(catalog, &stack.facts_for(Some(&subject), catalog));
        walk
    });
    let question = walk
        .as_ref()
        .and_then(|walk| Some((walk, walk.current_question()?.1)));
    Next {
        concern: concern.id.clone(),
        tree: walk.as_ref().map(|walk| walk.tree.id.clone()),
        question: question.map(|(walk, question)| question_text(&walk.tree, question)),
        answers: question.map_or_else(Vec::new, |(walk, question)| {
            let answers = question.answers.iter();
            answers
                .map(|answer| answer_text(&walk.tree, answer))
                .collect()
        }),
    }
}

fn printed_concern(one: &Standpoint<'_>, stack: &Stack, catalog: &Catalog) -> PrintedConcern {
    let (stands, chosen, because) = match &one.stands {
        Stands::Decided(chosen) => ("decided", chosen.clone(), None),
        Stands::LeftOpen => ("left-open", Vec::new(), None),
        Stands::Settled { chosen, fact } => ("settled", vec![chosen.clone()], Some(fact.clone())),
        Stands::Pointless(because) => ("not-needed", Vec::new(), Some(because.clone())),
        Stands::OneLeft(only, because) => {
            ("one-left", vec![only.name.clone()], Some(because.clone()))
        }
        Stands::Open => ("open", Vec::new(), None),
    };
    let subject = Subject::Concern(one.concern.id.clone());
    let own = stack
        .decisions
        .iter()
        .filter(|known| known.subject == subject);
    let taken: Vec<Alternative> = own.filter_map(|known| known.chosen.clone()).collect();
    let opinion = second_opinion(one.concern, stack, &taken, catalog);
    PrintedConcern {
        concern: one.concern.id.clone(),
        title: one.concern.title.clone(),
        stands,
        chosen,
        because,
        clients: one.clients.clone(),
        second_opinion: opinion
            .filter(|_| !taken.is_empty())
            .as_ref()
            .map(SecondOpinion::text),
    }
}

fn text(printed: &Printed) -> String {
    let rows = printed.concerns.iter().map(|one| {
        let chosen: Vec<&str> = one.chosen.iter().map(SafeText::as_str).collect();
        let because = one.because.as_ref().or(one.second_opinion.as_ref());
        vec![
            format!("  {}", SafeText::one_line(&one.title)),
            one.stands.to_owned(),
            SafeText::one_line(&chosen.join(", ")).to_string(),
            because.map(ToString::to_string).unwrap_or_default(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    format!("{}\n\n{}", printed.progress, columns(&rows))
}
