//! What a manifest adds to tables and trees that stand elsewhere.

use crate::model::{AddedAnswer, AddedCell, AnswerLeads, TechId, TreeId};
use crate::parse::record::Reader;
use crate::parse::yaml::Node;

const CELL: &[&str] = &["technology", "criterion", "says", "cite"];
const ANSWER: &[&str] = &[
    "tree", "question", "answer", "choose", "goto", "because", "cite",
];

impl Reader {
    pub(super) fn cells(&mut self, node: &Node) -> Vec<AddedCell> {
        self.records(node, "cells", CELL, |reader, entry| {
            Some(AddedCell {
                technology: TechId(reader.needed(entry, "technology", "cell")?),
                criterion: reader.needed(entry, "criterion", "cell")?,
                says: reader.needed(entry, "says", "cell")?,
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }

    pub(super) fn answers(&mut self, node: &Node) -> Vec<AddedAnswer> {
        self.records(node, "answers", ANSWER, |reader, entry| {
            Some(AddedAnswer {
                tree: TreeId(reader.needed(entry, "tree", "answer")?),
                question: reader.text(entry, "question"),
                answer: reader.needed(entry, "answer", "answer")?,
                leads: reader.leads(entry)?,
                because: reader.text(entry, "because"),
                cite: reader.cite(entry),
                at: reader.at(entry),
            })
        })
    }

    /// What an added answer leads to; without that it is left out.
    fn leads(&mut self, node: &Node) -> Option<AnswerLeads> {
        let choose = self.list(node, "choose");
        let goto = self.text(node, "goto");
        match (choose.is_empty(), goto) {
            (true, Some(question)) => Some(AnswerLeads::GoTo(question)),
            (false, None) => Some(AnswerLeads::Choose(choose)),
            (leads_nowhere, _) => {
                let message = if leads_nowhere {
                    "This answer leads nowhere; it is left out"
                } else {
                    "This answer leads to two things; it is left out"
                };
                let hint = "Write either `choose: [TECHNOLOGY]` or `goto: QUESTION`";
                self.warn(self.codes.shape, message, node, hint);
                None
            }
        }
    }
}
