//! Light colouring of code: comments, strings, numbers and keywords of common languages.
//!
//! A lexer of our own: the known crates add megabytes and up to 160 ms for the first fence of a
//! language; a reader of architecture notes needs four kinds of token.

use std::ops::Range;

/// What a piece of code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// Anything else.
    Plain,
    /// Said to people.
    Comment,
    /// A quoted text.
    Text,
    /// A number.
    Number,
    /// A word of the language.
    Keyword,
}

/// What a language looks like; lists of words are parted by white space.
#[derive(Debug)]
struct Language {
    names: &'static str,
    /// What starts a comment to the end of the line.
    line: &'static str,
    /// What encloses a comment over lines.
    block: Option<(&'static str, &'static str)>,
    quotes: &'static str,
    keywords: &'static str,
    /// Whether keywords may be written in capitals.
    any_case: bool,
}

impl Language {
    fn is_named(&self, name: &str) -> bool {
        let mut names = self.names.split_ascii_whitespace();
        names.any(|known| known.eq_ignore_ascii_case(name))
    }

    fn is_keyword(&self, word: &str) -> bool {
        let mut keywords = self.keywords.split_ascii_whitespace();
        if self.any_case {
            return keywords.any(|keyword| keyword.eq_ignore_ascii_case(word));
        }
        keywords.any(|keyword| keyword == word)
    }
}

const LANGUAGES: [Language; 6] = [
    Language {
        names: "rust rs go java kotlin kt c cpp csharp cs swift scala dart proto protobuf php",
        line: "//",
        block: Some(("/*", "*/")),
        quotes: "\"",
        keywords: "async await bool break case catch class const continue def default defer else \
            enum extends false final fn for fun func go if impl import in int interface let match \
            message mod mut namespace new nil null override package private protected pub public \
            return rpc select self service static string struct super switch this throw trait \
            true try type unsafe use using val var void where while",
        any_case: false,
    },
    Language {
        names: "js javascript jsx ts typescript tsx json jsonc json5",
        line: "//",
        block: Some(("/*", "*/")),
        quotes: "\"'`",
        keywords: "as async await break case catch class const continue default else enum export \
            extends false finally for from function if implements import in instanceof interface \
            let new null of readonly return static super switch this throw true try type typeof \
            undefined var void while yield",
        any_case: false,
    },
    Language {
        names: "python py ruby rb",
        line: "#",
        block: None,
        quotes: "\"'",
        keywords: "False None True and as assert async await begin break class continue def del do \
            elif else elsif end ensure except finally for from global if import in is lambda \
            match module nil not or pass raise require rescue return self try unless until when \
            while with yield",
        any_case: false,
    },
    Language {
        names: "sh bash shell zsh console dockerfile docker makefile",
        line: "#",
        block: None,
        quotes: "\"'",
        keywords: "ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM RUN USER VOLUME WORKDIR case cd do done \
            echo elif else esac exit export fi for function if in local return set sudo then \
            while",
        any_case: false,
    },
    Language {
        names: "yaml yml toml ini hcl terraform tf nginx conf",
        line: "#",
        block: None,
        quotes: "\"'",
        keywords: "data false listen location locals module no null off on output provider \
            resource server terraform true upstream variable yes",
        any_case: false,
    },
    Language {
        names: "sql postgresql mysql sqlite cypher",
        line: "--",
        block: Some(("/*", "*/")),
        quotes: "'\"",
        keywords: "alter and as asc begin by commit create delete desc distinct drop exists \
            extension from group having in index insert into is join key left like limit match \
            not null on or order primary references return select set table union unique update \
            using values where with",
        any_case: true,
    },
];

/// A reader of the lines of one code block, in order.
#[derive(Debug)]
pub struct Lexer {
    language: Option<&'static Language>,
    in_block: bool,
}

impl Lexer {
    /// For the info string of a fence; without a known language everything is plain.
    pub fn new(info: &str) -> Self {
        let name = info
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | ':'))
            .find(|word| !word.is_empty())
            .unwrap_or_default();
        let known = |language: &&Language| language.is_named(name);
        Self {
            language: LANGUAGES.iter().find(known),
            in_block: false,
        }
    }

    /// The tokens of the next line: they cover it, in order. Linear in the line.
    pub fn line(&mut self, line: &str) -> Vec<(Range<usize>, Token)> {
        let Some(language) = self.language else {
            return vec![(0..line.len(), Token::Plain)];
        };
        let mut tokens: Vec<(Range<usize>, Token)> = Vec::new();
        let mut rest = line;
        let mut before = ' ';
        while !rest.is_empty() {
            let (len, token) = self.next(language, rest, before);
            let (head, after) = rest.split_at_checked(len.max(1)).unwrap_or((rest, ""));
            before = head.chars().next_back().unwrap_or(' ');
            let start = line.len() - rest.len();
            let end = start + head.len();
            match tokens.last_mut() {
                Some((range, last)) if *last == token => range.end = end,
                _ => tokens.push((start..end, token)),
            }
            rest = after;
        }
        tokens
    }

    /// How many bytes of the rest belong together, and what they are.
    fn next(&mut self, language: &Language, rest: &str, before: char) -> (usize, Token) {
        if let Some((open, close)) = language.block
            && (self.in_block || rest.starts_with(open))
        {
            let from = if self.in_block { 0 } else { open.len() };
            let end = rest.get(from..).and_then(|body| body.find(close));
            self.in_block = end.is_none();
            let len = end.map_or(rest.len(), |end| from + end + close.len());
            return (len, Token::Comment);
        }
        let first = rest.chars().next().unwrap_or(' ');
        // `#` within a word (an anchor, a colour) starts no comment.
        if rest.starts_with(language.line) && !before.is_alphanumeric() {
            return (rest.len(), Token::Comment);
        }
        if language.quotes.contains(first) && !before.is_alphanumeric() {
            return (quoted(rest, first), Token::Text);
        }
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        if !is_word(first) {
            return (first.len_utf8(), Token::Plain);
        }
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        let word = rest.get(..len).unwrap_or_default();
        let token = match first {
            '0'..='9' => Token::Number,
            _ if language.is_keyword(word) => Token::Keyword,
            _ => Token::Plain,
        };
        (len, token)
    }
}

/// The bytes of a quoted text, closing quote included; to the end of the line without one.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(info: &str, text: &str) -> Vec<String> {
        let mut lexer = Lexer::new(info);
        let line = |line: &str| {
            let tokens = lexer.line(line).into_iter();
            let of = |range: Range<usize>| line.get(range).unwrap();
            let marked = tokens.map(|(range, token)| match token {
                Token::Plain => of(range).to_owned(),
                Token::Comment => format!("<c {}>", of(range)),
                Token::Text => format!("<t {}>", of(range)),
                Token::Number => format!("<n {}>", of(range)),
                Token::Keyword => format!("<k {}>", of(range)),
            });
            marked.collect()
        };
        text.lines().map(line).collect()
    }

    #[test]
    fn tokens_of_common_languages() {
        let cases: [(&str, &str, &[&str]); 8] = [
            (
                "rust",
                "let n = 42; // é",
                &["<k let> n = <n 42>; <c // é>"],
            ),
            ("ts", "f('a\\'b', `c`)", &["f(<t 'a\\'b'>, <t `c`>)"]),
            ("go", "/* a\nb */ x", &["<c /* a>", "<c b */> x"]),
            (
                "python title=x",
                "def f(): # hi",
                &["<k def> f(): <c # hi>"],
            ),
            ("sql", "select 1 -- one", &["<k select> <n 1> <c -- one>"]),
            ("yaml", "a: \"x\" # y", &["a: <t \"x\"> <c # y>"]),
            ("yaml", "see: page#top", &["see: page#top"]),
            ("unknown", "let x = 1", &["let x = 1"]),
        ];
        for (info, text, expected) in cases {
            assert_eq!(shown(info, text), expected, "{info}: {text}");
        }
    }
}
