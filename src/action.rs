//! The vocabulary of commands: one row each. Keys, help, hints and the palette are made from it.

/// A row of [`ACTIONS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionRow {
    /// The command.
    pub action: Action,
    /// Its name in key files, `group.verb`.
    pub name: &'static str,
    /// What it does, for help and palette.
    pub doc: &'static str,
    /// The word for the hint bar.
    pub hint: &'static str,
}

macro_rules! actions {
    ($($variant:ident $name:literal $hint:literal $doc:literal;)*) => {
        /// Something the person asks for, whatever key it is on.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $(#[doc = $doc] $variant,)*
            /// Answer the question with this digit, 1 to 9.
            Answer(u8),
        }

        /// Every command that has a name; [`Action::Answer`] stands for its nine digits.
        pub const ACTIONS: &[ActionRow] = &[
            $(ActionRow { action: Action::$variant, name: $name, doc: $doc, hint: $hint },)*
            ActionRow {
                action: Action::Answer(1),
                name: "decide.answer",
                doc: "Answer the question with its digit",
                hint: "answer",
            },
        ];
    };
}

actions! {
    Up "move.up" "up" "Go up";
    Down "move.down" "down" "Go down";
    In "move.in" "in" "Go in: open a branch, or move to the pane on the right";
    Out "move.out" "out" "Go out: close a branch, or move to the pane on the left";
    Top "move.top" "top" "Go to the top";
    Bottom "move.bottom" "bottom" "Go to the bottom";
    PageDown "page.down" "page down" "Go down a page";
    PageUp "page.up" "page up" "Go up a page";
    HalfDown "page.half_down" "half page down" "Go down half a page";
    HalfUp "page.half_up" "half page up" "Go up half a page";
    NextPane "pane.next" "next pane" "Move to the next pane";
    PrevPane "pane.prev" "previous pane" "Move to the previous pane";
    Zoom "pane.zoom" "zoom" "Zoom: the pane; in a walk, the whole tree";
    Peek "pane.preview" "peek" "Show the other pane where there is room for one only";
    Wider "pane.wider" "wider" "Make the pane wider";
    Narrower "pane.narrower" "narrower" "Make the pane narrower";
    Browse "view.browse" "browse" "Read the library";
    Decide "view.decide" "decide" "Walk decisions";
    Compare "view.compare" "compare" "Compare technologies side by side";
    Stack "view.stack" "stack" "See what has been decided";
    NextView "view.next" "next view" "Go to the next view";
    PrevView "view.prev" "previous view" "Go to the previous view";
    HistoryBack "history.back" "back" "Go back to the place before";
    HistoryForward "history.forward" "forward" "Go forward again";
    Find "search.find" "find" "Find in this document or list";
    FindNext "search.next" "next" "Go to the next match";
    FindPrev "search.prev" "previous" "Go to the previous match";
    Anything "search.anything" "go to" "Go to anything: skills, headings, technologies, decisions, tables, commands";
    Why "decide.why" "why" "Show the words behind it and where they stand";
    Source "know.source" "source" "Go where it stands in the library; in a document, follow a link";
    LeadsHere "know.leads_here" "what leads here" "List the answers that lead to what the cursor is on, in every decision";
    Card "know.card" "about it" "Show all there is to know of the technology that the cursor is on";
    Open "act.open" "open" "Open, choose or go on with what the cursor is on";
    Edit "act.edit" "edit" "Open it in your editor at its line";
    Copy "act.copy" "copy" "Copy what the cursor is on";
    CopyTwin "act.copy_as" "copy command" "Copy the command line that does the same";
    Mark "act.mark" "mark" "Mark several";
    Undo "act.undo" "undo" "Take the last change back";
    Redo "act.redo" "redo" "Do it again";
    CompareThis "basket.compare" "compare" "Lay what the cursor is on side by side with others";
    Adopt "basket.adopt" "adopt" "Adopt the choice into the stack";
    Export "basket.export" "export" "Write the records";
    Help "app.help" "all keys" "Show every key; Enter runs it";
    Cancel "app.cancel" "back" "Close, clear or climb one level; never quits";
    Quit "app.quit" "quit" "Leave; everything is kept";
    Suspend "app.suspend" "suspend" "Put the program to sleep (`fg` wakes it)";
    Reload "app.reload" "reload" "Read the library again";
    Theme "app.theme" "theme" "Choose a theme";
    Mouse "app.mouse" "mouse" "Give the mouse to the terminal for selecting text, and back";
    Skip "decide.skip" "not known" "Leave the question unanswered: all branches stay open";
    AnswerYes "decide.answer_yes" "yes" "Answer yes";
    AnswerNo "decide.answer_no" "no" "Answer no";
    PrevQuestion "decide.back" "back" "Back to the question before; later answers are kept";
    Restart "decide.restart" "restart" "Start the walk again";
    SwitchFork "decide.fork" "kind" "Read the question as another kind: one of, any of, all of";
    Drop "compare.drop" "drop" "Take it out";
    Heavier "compare.heavier" "weigh more" "Let the row count more, up to 5";
    Lighter "compare.lighter" "weigh less" "Let the row count less, down to nothing";
    Score "compare.score" "score" "Score the cell from 0 to 5, or leave it as proposed";
    Sort "compare.sort" "sort" "Sort by the row: upwards, downwards, as gathered";
    Filter "compare.filter" "filter" "Keep only what meets a condition";
    HideRow "compare.hide" "hide row" "Hide the row";
    JoinRows "compare.join" "join rows" "Put the row into another that asks the same";
    SplitRow "compare.split" "split row" "Let one of the names of a row stand for itself";
    Chart "compare.chart" "bars" "Show the totals or the row as bars";
    CopyPart "compare.copy" "copy as" "Copy the row, the column or the table in a form";
    Transpose "compare.transpose" "transpose" "Swap rows and columns";
    Differences "compare.differences" "differences" "Show only what differs, and back";
    ColumnLeft "compare.col_left" "column left" "Move the column to the left";
    ColumnRight "compare.col_right" "column right" "Move the column to the right";
    DropDecision "stack.drop" "drop" "Take the decision out of the stack";
    Changes "stack.changes" "what would change" "Show what would change the decision, and back";
    Stacks "stack.files" "stacks" "Open another stack file";
    Presets "stack.presets" "ready-made" "Lay ready-made stacks beside what is chosen, and take one over";
    Reasons "stack.reasons" "reasons" "Say why, who decides, and when to think again";
    Template "stack.template" "template" "Show the record in another form";
    Facts "basket.facts" "facts" "See what is so in the project, and say it";
    Interview "basket.interview" "interview" "Go through all concerns, one after the other";
    ExpandAll "tree.expand_all" "open all" "Open everything below";
    CollapseAll "tree.collapse_all" "close all" "Close everything";
}

impl Action {
    /// The row that describes it.
    pub fn row(self) -> Option<&'static ActionRow> {
        let key = if matches!(self, Self::Answer(_)) {
            Self::Answer(1)
        } else {
            self
        };
        ACTIONS.iter().find(|row| row.action == key)
    }

    /// The action of a name, as written in key files.
    pub fn named(name: &str) -> Option<Self> {
        ACTIONS
            .iter()
            .find(|row| row.name == name)
            .map(|row| row.action)
    }
}
