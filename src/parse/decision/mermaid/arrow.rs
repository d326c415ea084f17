//! Arrows in all their spellings: `-->`, `-- text -->`, `-->|text|`, `-.->`, `==>`, `--x`, `~~~`.

use super::{Reader, unquoted};

/// An arrow between two labels.
pub(super) struct Link<'a> {
    pub(super) text: Option<&'a str>,
    /// `~~~` only places its ends.
    pub(super) hidden: bool,
}

impl<'a> Reader<'a> {
    /// An arrow in any of its spellings, with the name it may have (`e1@-->`) and its text. Where
    /// none stands here, nothing is passed.
    pub(super) fn link(&mut self) -> Option<Link<'a>> {
        let before = self.at;
        self.at.skip_blanks();
        let start = self.at;
        let name = self.identifier();
        let named = !name.is_empty() && self.at.eat("@");
        if !named {
            self.at = start;
        }
        let link = self.arrow();
        if link.is_none() {
            self.at = before;
        } else if named {
            let (at, _) = self.diagram.named(name, start.line());
            self.diagram.names_arrow(at);
        }
        link
    }

    fn arrow(&mut self) -> Option<Link<'a>> {
        if self.at.sees("~~~") {
            self.at.take_while(|c| c == '~');
            return Some(Link {
                text: None,
                hidden: true,
            });
        }
        let tailed = matches!(self.at.peek(), Some('<' | 'o' | 'x'))
            && matches!(self.at.second(), Some('-' | '='));
        if tailed {
            self.at.bump();
        }
        let within = if self.at.sees("--") {
            self.run("--", '-')
        } else if self.at.sees("==") {
            self.run("==", '=')
        } else if self.at.sees("-.") {
            self.dotted()
        } else {
            return None;
        };
        let text = within.or_else(|| self.piped());
        Some(Link {
            text,
            hidden: false,
        })
    }

    /// A solid or a thick arrow; yields the text within: `-- text -->`.
    fn run(&mut self, close: &str, stroke: char) -> Option<&'a str> {
        let strokes = self.at.take_while(|c| c == stroke).len();
        if self.head() || strokes > 2 {
            return None;
        }
        let text = self.text_until(close);
        self.at.take_while(|c| c == stroke);
        self.head();
        Some(text)
    }

    /// A dotted arrow; yields the text within: `-. text .->`.
    fn dotted(&mut self) -> Option<&'a str> {
        self.at.bump();
        self.at.take_while(|c| c == '.');
        if self.at.peek() == Some('-') {
            self.at.take_while(|c| c == '-');
            self.head();
            return None;
        }
        let text = self.text_until(".-");
        self.at.take_while(|c| c == '.');
        self.at.take_while(|c| c == '-');
        self.head();
        Some(text)
    }

    /// Takes the head of an arrow. A letter is one only where no name begins with it.
    fn head(&mut self) -> bool {
        let lettered = matches!(self.at.peek(), Some('x' | 'o'))
            && self
                .at
                .second()
                .is_none_or(|c| c.is_whitespace() || c == '|');
        if lettered {
            self.at.bump();
        }
        lettered || self.at.eat(">")
    }

    /// The text up to the second half of an arrow, or up to the end of the line.
    fn text_until(&mut self, close: &str) -> &'a str {
        let start = self.at;
        self.at.skip_blanks();
        if self.at.eat("\"") {
            self.at.take_while(|c| !matches!(c, '"' | '\n'));
        }
        while !self.at.sees(close) && !matches!(self.at.peek(), None | Some('\n')) {
            self.at.bump();
        }
        unquoted(self.at.since(&start))
    }

    /// The text between bars after an arrow.
    fn piped(&mut self) -> Option<&'a str> {
        let before = self.at;
        self.at.skip_blanks();
        if !self.at.eat("|") {
            self.at = before;
            return None;
        }
        let start = self.at;
        self.at.skip_blanks();
        if self.at.eat("\"") {
            self.at.take_while(|c| !matches!(c, '"' | '\n'));
        }
        self.at.take_while(|c| !matches!(c, '|' | '\n'));
        let text = self.at.since(&start);
        self.at.eat("|");
        Some(unquoted(text))
    }
}
