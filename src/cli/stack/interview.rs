//! `archtui stack interview`: the concerns of the library one after the other, asked line by line.
//! What is answered is saved concern by concern, and a walk left in between is gone on with.

use std::collections::BTreeSet;
use std::io::{self, BufRead, Cursor};

use crate::catalog::Catalog;
use crate::cli::ask::{self, Asking, Ended};
use crate::cli::error::CliError;
use crate::cli::library::Library;
use crate::cli::output::{Keyed, Reply, add, complain};
use crate::cli::stack::args::Interview as Args;
use crate::cli::stack::facts;
use crate::cli::stack::several::{LEAVES, chosen_of, which};
use crate::cli::stack::standing::{Printed, journey};
use crate::cli::stack_file::{self, StackFile};
use crate::cli::{Cx, given, names};
use crate::model::{Alternative, Concern, ConcernId, Facts, TreeId};
use crate::review::{
    CameTo, Interview, Standpoint, Stands, came_to, is_elsewhere, kept, second_opinion, serving,
    speaks_against, trees_of,
};
use crate::stack::{AdrStatus, Decision, Stack, StackEdit, Subject};
use crate::text::SafeText;
use crate::walk::{Journey, Walk};

/// What can be said to a concern beside answers.
const BESIDE: &str = "Also: open leaves a concern open, choose NAME answers it straight, not needed \
    says that none is, take CONCERN takes another one first, list says where all stand.\n";

/// What says that nothing is needed for a concern.
const NOT_NEEDED: &str = "not needed";

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
        .map(|name| names::concern(catalog, name))
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
        };
        interviewer.ask(wanted.clone())?;
    }
    let (stack, found) = file.read(catalog)?;
    let printed = Printed::of(&stack, catalog, wanted.as_ref());
    let reply = library.reply_with(cx, found, &Keyed("interview", &printed), || printed.text())?;
    Ok(reply.note(format!("in {}", file.shown())))
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
            let elsewhere = is_elsewhere(concern, &journey.last, self.catalog);
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
            let Some(next) = taken.or_else(|| interview.to_ask().next()) else {
                return Ok(());
            };
            complain(&head(next, &interview));
            let only = match &next.stands {
                Stands::OneLeft(only, because) => Some((only, because)),
                _ => None,
            };
            match self.concern(next.concern, only, &stack)? {
                Then::Next => {}
                Then::Take(id) => wanted = Some(id),
                Then::Stop => return Ok(()),
            }
        }
    }

    fn concern(
        &mut self,
        concern: &Concern,
        only: Option<(&Alternative, &SafeText)>,
        stack: &Stack,
    ) -> Result<Then, CliError> {
        if let Some((only, because)) = only {
            let one = [(only.clone(), Some(because.clone()))];
            return self.choose_of(concern, None, "One is left", &one);
        }
        let subject = Subject::Concern(concern.id.clone());
        let Some(mut journey) = journey(self.catalog, concern, stack) else {
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
            more: BESIDE,
            interactive: self.interactive,
            echo: !self.interactive,
            catalog: self.catalog,
            facts: &mut known,
            beside: is_beside,
        };
        let ended = asking.ask_until_served(&mut journey, concern);
        let ended = match ended {
            Ok(ended) => ended,
            Err(wrong) => {
                self.keep_begun(concern, &journey, &known)?;
                return Err(wrong);
            }
        };
        match ended {
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

    fn line(&mut self) -> Result<Option<String>, CliError> {
        ask::next_line(&mut self.input)
    }

    /// Does what is said beside the answers. What is not understood is asked again where somebody
    /// can be asked.
    fn beside(
        &mut self,
        line: &str,
        concern: &Concern,
        journey: Option<&Journey>,
    ) -> Result<Then, CliError> {
        let done = self.said_beside(line, concern, journey);
        match done {
            Err(wrong) => {
                if let Some(journey) = journey {
                    self.keep_begun(concern, journey, &Facts::new())?;
                }
                if !self.interactive {
                    return Err(wrong);
                }
                complain(&format!("{wrong}\n"));
                Ok(Then::Take(concern.id.clone()))
            }
            then => then,
        }
    }

    fn said_beside(
        &mut self,
        line: &str,
        concern: &Concern,
        journey: Option<&Journey>,
    ) -> Result<Then, CliError> {
        let (word, name) = line.split_once(' ').unwrap_or((line, ""));
        match word.to_lowercase().as_str() {
            _ if line.eq_ignore_ascii_case(NOT_NEEDED) => {
                let decision = Decision::not_needed(Subject::Concern(concern.id.clone()));
                self.file.change(self.catalog, |_| {
                    Ok((vec![StackEdit::Adopt(Box::new(decision.clone()))], ()))
                })?;
                complain(&format!("{}: none is needed\n", concern.title));
                Ok(Then::Next)
            }
            word @ ("choose" | "take") if name.trim().is_empty() => {
                Err(CliError::usage(format!("{word} needs a name")))
            }
            "choose" => {
                let chosen = names::alternative(self.catalog, name)?;
                self.serves(concern, &chosen)?;
                let (stack, _) = self.file.read(self.catalog)?;
                self.adopt(
                    concern,
                    journey,
                    std::slice::from_ref(&chosen),
                    &Facts::new(),
                )?;
                for against in speaks_against(concern, &chosen, &stack, self.catalog) {
                    complain(&format!("  but {against}\n"));
                }
                Ok(Then::Next)
            }
            "take" => {
                let next = names::concern(self.catalog, name)?;
                if let Some(journey) = journey {
                    self.keep_begun(concern, journey, &Facts::new())?;
                }
                Ok(Then::Take(next))
            }
            "list" => {
                let (stack, _) = self.file.read(self.catalog)?;
                complain(&Printed::of(&stack, self.catalog, None).text());
                if let Some(journey) = journey {
                    self.keep_begun(concern, journey, &Facts::new())?;
                }
                Ok(Then::Take(concern.id.clone()))
            }
            "open" => {
                self.adopt(concern, journey, &[], &Facts::new())?;
                Ok(Then::Next)
            }
            _ => Err(CliError::not_found(format!(
                "“{}” says nothing here",
                SafeText::one_line(line)
            ))
            .hint("say open, choose NAME, take CONCERN or list")),
        }
    }

    /// Whether something can be chosen for a concern: a technology of another kind cannot.
    fn serves(&self, concern: &Concern, chosen: &Alternative) -> Result<(), CliError> {
        if !serving(concern, vec![chosen.clone()], self.catalog).is_empty() {
            return Ok(());
        }
        let (name, title) = (&chosen.name, &concern.title);
        Err(
            CliError::not_found(format!("{name} does not serve {title}"))
                .hint("take CONCERN takes another concern first"),
        )
    }

    /// Every question is answered: takes what stands, or asks which of several.
    fn finished(
        &mut self,
        concern: &Concern,
        journey: &Journey,
        known: &Facts,
    ) -> Result<Then, CliError> {
        let (stack, _) = self.file.read(self.catalog)?;
        let (what, all) = match came_to(concern, &journey.last, &stack, self.catalog) {
            CameTo::Nothing | CameTo::Elsewhere => {
                self.adopt(concern, Some(journey), &[], known)?;
                return Ok(Then::Next);
            }
            CameTo::One(only) => {
                self.adopt(concern, Some(journey), &[only], known)?;
                return Ok(Then::Next);
            }
            CameTo::Several(several) => {
                let all: Vec<_> = several.into_iter().map(|one| (one, None)).collect();
                ("Several are recommended", all)
            }
            CameTo::Against(against) => {
                return self.against(concern, (journey, known), &against);
            }
        };
        self.choose_of(concern, Some((journey, known)), what, &all)
    }

    /// Says what speaks against all that is recommended. It is taken by name only: a number typed
    /// ahead takes nothing that is ruled out.
    fn against(
        &mut self,
        concern: &Concern,
        (journey, known): (&Journey, &Facts),
        against: &[(Alternative, SafeText)],
    ) -> Result<Then, CliError> {
        let mut out = "\nSomething speaks against what is recommended:\n".to_owned();
        for (one, why) in against {
            add(&mut out, format_args!("  {}: {why}\n", one.name));
        }
        out.push_str("choose NAME takes it all the same; anything else leaves it open\n> ");
        complain(&out);
        match self.line()? {
            Some(line) if is_beside(&line) => self.beside(&line, concern, Some(journey)),
            None => {
                self.keep_begun(concern, journey, known)?;
                Ok(Then::Stop)
            }
            Some(line) => {
                self.adopt(concern, Some(journey), &[], known)?;
                let leaves = ["quit", "q"].contains(&line.as_str());
                Ok(if leaves { Then::Stop } else { Then::Next })
            }
        }
    }

    /// Asks which of several is taken, each with what is said of it.
    fn choose_of(
        &mut self,
        concern: &Concern,
        walked: Option<(&Journey, &Facts)>,
        what: &str,
        several: &[(Alternative, Option<SafeText>)],
    ) -> Result<Then, CliError> {
        let takes = concern.takes.unwrap_or_default();
        complain(&which(what, several, takes));
        let journey = walked.map(|(journey, _)| journey);
        let none = Facts::new();
        let known = walked.map_or(&none, |(_, known)| known);
        let line = self.line()?;
        let line = line.as_deref().map(str::trim);
        if let Some(line) = line.filter(|line| !is_beside(line) && !LEAVES.contains(line)) {
            let chosen = chosen_of(line, several, takes);
            return match chosen {
                Some(chosen) => {
                    self.adopt(concern, journey, &chosen, known)?;
                    Ok(Then::Next)
                }
                None => self.beside(line, concern, journey),
            };
        }
        match line {
            None | Some("quit" | "q") => {
                if let Some(journey) = journey {
                    self.keep_begun(concern, journey, known)?;
                }
                Ok(Then::Stop)
            }
            Some(line) if is_beside(line) => self.beside(line, concern, journey),
            Some(_) => {
                self.adopt(concern, journey, &[], known)?;
                Ok(Then::Next)
            }
        }
    }

    /// Keeps what a concern came to, in the stack: nothing chosen leaves it open, or as it is.
    fn adopt(
        &mut self,
        concern: &Concern,
        journey: Option<&Journey>,
        chosen: &[Alternative],
        known: &Facts,
    ) -> Result<(), CliError> {
        let stack = self.keep(concern, journey, chosen, (known, AdrStatus::default()))?;
        let subject = Subject::Concern(concern.id.clone());
        let decisions = stack.decisions.iter();
        let decided = decisions.filter(|one| one.subject == subject);
        let stays: Vec<&str> = decided
            .filter_map(|one| Some(one.chosen.as_ref()?.name.as_str()))
            .collect();
        if chosen.is_empty() {
            let stays = match stays.as_slice() {
                [] => "open".to_owned(),
                names => names.join(", "),
            };
            complain(&format!("{} stays {stays}\n", concern.title));
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
        self.keep(concern, Some(journey), &[], (known, AdrStatus::Draft))?;
        complain(&format!("{} is gone on with next time\n", concern.title));
        Ok(())
    }

    fn keep(
        &self,
        concern: &Concern,
        journey: Option<&Journey>,
        chosen: &[Alternative],
        (known, status): (&Facts, AdrStatus),
    ) -> Result<Stack, CliError> {
        let walked = journey.map(|journey| journey.transcripts(self.catalog, known));
        let walked = walked.unwrap_or_default();
        let (stack, ()) = self.file.change(self.catalog, |stack| {
            let noted = journey.map(|j| given::noted_on(j, self.catalog, &stack.facts));
            let noted = noted.into_iter().flatten();
            let stated = noted.map(|(name, fact)| StackEdit::SetFact(name, Some(fact)));
            let mut edits: Vec<StackEdit> = stated.collect();
            edits.extend(kept(
                concern,
                (&walked, status),
                chosen,
                stack,
                self.catalog,
            ));
            Ok((edits, ()))
        })?;
        Ok(stack)
    }
}

/// Whether a line says something to the interview, and no answer.
fn is_beside(line: &str) -> bool {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let word = word.to_lowercase();
    let alone = rest.is_empty() && ["open", "list"].contains(&word.as_str());
    let named = ["choose", "take"].contains(&word.as_str());
    alone || named || line.eq_ignore_ascii_case(NOT_NEEDED)
}

/// What is said before a concern is asked.
fn head(next: &Standpoint<'_>, interview: &Interview<'_>) -> String {
    let mut out = format!("\n{}  ({})\n", next.concern.title, interview.progress());
    if let Some(clients) = &next.clients {
        add(&mut out, format_args!("  {clients}\n"));
    }
    out
}
