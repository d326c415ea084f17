//! Which keys are most useful here, for the bottom line.

use crate::action::Action;
use crate::app::App;
use crate::screens::browse::{self, NodeKey, Pane};
use crate::screens::compare::Front;
use crate::screens::stack::On;
use crate::screens::{Goto, View};
use crate::ui::DocumentGeometry;
use crate::walk::{AlternativeState, Standing};

impl App {
    /// Which of the places found is in front, while something is searched in the document.
    pub(super) fn found(&self, shown: Option<&DocumentGeometry>) -> Option<String> {
        let (file, word) = self.browse.find.as_ref()?;
        let shown = shown.filter(|shown| shown.file == *file && self.current == View::Browse)?;
        Some(match shown.matches.len() {
            0 => format!("{word} is not in this document  "),
            all => format!("{} of {all} {word}  ", shown.found + 1),
        })
    }

    /// An action's key in the effective keymap, and a word for it.
    pub(super) fn hint(&self, action: Action, word: &str) -> Option<(String, String)> {
        let keys = self.keymap.shown(self.context(), action)?;
        Some((keys, word.to_owned()))
    }

    /// What is most useful here, the verb for Enter first.
    pub(super) fn useful(&self, shown: Option<&DocumentGeometry>) -> Vec<(Action, &'static str)> {
        use Action as A;
        match self.current {
            View::Browse if self.found(shown).is_some() => {
                vec![
                    (A::FindNext, "next"),
                    (A::FindPrev, "previous"),
                    (A::Cancel, "done"),
                    (A::Find, "find"),
                ]
            }
            View::Browse => self.useful_in_browse(shown),
            View::Decide => self.useful_in_decide(),
            View::Compare if self.compare.alternatives.is_empty() => {
                vec![
                    (A::CompareThis, "choose technologies"),
                    (A::Anything, "go to anything"),
                ]
            }
            View::Compare => self.useful_in_compare(),
            View::Stack => self.useful_in_stack(),
        }
    }

    fn useful_in_stack(&self) -> Vec<(Action, &'static str)> {
        use Action as A;
        if self.stack_screen.fact.is_some() {
            return vec![
                (A::Open, "state"),
                (A::DropDecision, "take back"),
                (A::Adopt, "another"),
                (A::Facts, "decisions"),
                (A::Interview, "interview"),
                (A::Undo, "undo"),
            ];
        }
        let on = self.stack_screen.on();
        let mut useful = self.useful_on_row(on);
        let peek = if self.stack_screen.peek {
            "list"
        } else {
            "page"
        };
        let enough = useful.len().min(2);
        useful.insert(enough, (A::Peek, peek));
        let more = [
            (A::Interview, "interview"),
            (A::Facts, "facts"),
            (A::Undo, "undo"),
        ];
        useful.extend(more.into_iter().filter(|(action, _)| {
            // What Enter does here already needs no second hint.
            !matches!(
                (on, action),
                (Some(On::Facts), A::Facts) | (Some(On::Interview), A::Interview)
            )
        }));
        useful
    }

    fn useful_on_row(&self, on: Option<&On>) -> Vec<(Action, &'static str)> {
        use Action as A;
        match on {
            Some(On::File) => vec![(A::Open, "open another")],
            Some(On::Facts) => vec![(A::Open, "say what is so")],
            Some(On::Interview) => vec![(A::Open, "ask")],
            Some(On::Presets) => vec![(A::Open, "look at them")],
            Some(On::Decision(at)) => {
                let decision = self.stack.decisions.get(*at);
                let walked = decision.is_some_and(|one| !one.walked.is_empty());
                vec![
                    (A::Open, if walked { "walk again" } else { "choose" }),
                    (A::Adopt, "swap"),
                    (A::Reasons, "say why"),
                    (A::Changes, "what would change"),
                    (A::Export, "write records"),
                    (A::DropDecision, "drop"),
                ]
            }
            Some(On::Concern(_)) => vec![
                (A::Open, "ask"),
                (A::Adopt, "choose"),
                (A::DropDecision, "not needed"),
                (A::CompareThis, "compare"),
            ],
            Some(On::Finding(_)) => vec![(A::Open, "choose another"), (A::Source, "source")],
            Some(On::NotKnown(_)) => vec![(A::Open, "facts"), (A::Source, "source")],
            Some(On::Checklist | On::Kit | On::Brief) => {
                vec![(A::Copy, "copy"), (A::Open, "read")]
            }
            None => Vec::new(),
        }
    }

    /// Enter walks or compares only where there is something to walk or compare.
    fn useful_in_browse(&self, shown: Option<&DocumentGeometry>) -> Vec<(Action, &'static str)> {
        use Action as A;
        let record = shown.is_some_and(|shown| self.catalog.is_record(shown.file));
        let enter = match (self.browse.pane, self.browse.selected) {
            (Pane::Document, _) if record => Some("walk it again"),
            (Pane::Document, _) => shown
                .and_then(|shown| browse::ahead(&self.browse, &self.catalog, shown))
                .map(|goto| match goto {
                    Goto::Table(_) => "compare the table here",
                    _ => "walk the decision here",
                }),
            (Pane::Tree, Some(NodeKey::Heading(..))) => Some("walk, compare or read"),
            (Pane::Tree | Pane::Contents, _) => Some("open"),
        };
        let enter = enter.map(|word| (A::Open, word));
        let copy = browse::copies(&self.browse, &self.catalog, shown);
        let copy = copy.map(|word| (A::Copy, word));
        let second = match self.browse.pane {
            Pane::Contents if browse::technologies_here(&self.browse, &self.catalog).is_some() => {
                (A::LeadsHere, "what leads here")
            }
            Pane::Contents | Pane::Tree | Pane::Document => (A::Find, "find"),
        };
        let others = [
            (A::NextPane, "next pane"),
            second,
            (A::Anything, "go to anything"),
            (A::CompareThis, "compare"),
            (A::Decide, "decisions"),
        ];
        enter.into_iter().chain(copy).chain(others).collect()
    }

    fn useful_in_compare(&self) -> Vec<(Action, &'static str)> {
        use Action as A;
        match self.compare.front {
            Front::Cell(_) => vec![
                (A::Open, "close"),
                (A::Source, "go there"),
                (A::Down, "next source"),
                (A::Score, "score"),
                (A::Copy, "copy"),
                (A::Edit, "edit"),
            ],
            Front::Totals | Front::Bars => vec![
                (A::Cancel, "table"),
                (A::Chart, "other bars"),
                (A::CopyTwin, "copy command"),
            ],
            Front::Table => {
                let weighed = !self.compare.look.weighing.weights.is_empty();
                let (fourth, fifth) = if weighed {
                    ((A::Score, "score"), (A::Chart, "bars"))
                } else {
                    ((A::Sort, "sort"), (A::Filter, "filter"))
                };
                vec![
                    (A::Open, "whole cell"),
                    (A::CompareThis, "add or drop"),
                    (A::Heavier, "weigh"),
                    fourth,
                    fifth,
                    (A::Adopt, "adopt"),
                ]
            }
        }
    }

    fn useful_in_decide(&self) -> Vec<(Action, &'static str)> {
        use Action as A;
        let Some(walk) = self.decide.walk() else {
            return vec![
                (A::Open, "walk"),
                (A::Source, "source"),
                (A::Anything, "go to anything"),
            ];
        };
        if self.decide.whole.is_some() {
            return vec![
                (A::Open, "go there"),
                (A::Zoom, "back"),
                (A::Source, "source"),
                (A::LeadsHere, "what leads here"),
                (A::CopyTwin, "copy command"),
            ];
        }
        let Some((id, _)) = walk.current_question() else {
            if self.decide.change().is_some() {
                return vec![
                    (A::Open, "answer so"),
                    (A::CompareThis, "compare"),
                    (A::PrevQuestion, "back"),
                    (A::Zoom, "whole tree"),
                    (A::Undo, "undo"),
                ];
            }
            let under = self.decide.follows.state_at(self.decide.at);
            let way = self.decide.follows.way_at(self.decide.at);
            let against = |s: &AlternativeState| {
                matches!(s.standing, Standing::RuledOut | Standing::NotOnPath)
            };
            let against = under.is_some_and(against);
            let enter = match way {
                Some(way) if way.tree().is_some() => "go on there",
                Some(_) => "read",
                None if against => "adopt anyway",
                None => "adopt",
            };
            return vec![
                (A::Open, enter),
                (A::CompareThis, "compare"),
                (A::PrevQuestion, "back"),
                (A::LeadsHere, "what leads here"),
                (A::Zoom, "whole tree"),
                (A::Card, "about it"),
                (A::CopyTwin, "copy command"),
            ];
        };
        let one = walk.fork(id) == crate::model::Fork::OneOf;
        vec![
            (A::Open, if one { "answer" } else { "go on" }),
            (A::PrevQuestion, "back"),
            (A::Mark, if one { "mark several" } else { "mark" }),
            (A::Skip, "not known"),
            (A::Why, "why"),
            (A::Zoom, "whole tree"),
        ]
    }
}
