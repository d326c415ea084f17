//! What a stack must hold: each choice before what its library, the facts, the other choices and
//! the house say.

mod agree;
mod bounds;
mod facts;
mod kind;

use crate::catalog::Catalog;
use crate::diagnostic::Severity;
use crate::model::{Requirement, Stance, Technology};
use crate::review::fit::{adoption, instead, policy_words};
use crate::review::project::said_by;
use crate::review::{Checked, Chosen, Clients, Finding, FindingCode, NotKnown, Project, Source};
use crate::stack::Stack;
use crate::text::SafeText;
use crate::walk::{Ground, Objection};

/// Checks what a stack chose.
pub fn check(stack: &Stack, catalog: &Catalog) -> Checked {
    checked(Project::of(stack, catalog))
}

/// Checks what the stack of a project chose.
pub(super) fn checked(project: Project<'_>) -> Checked {
    let mut check = Check {
        project,
        told: Checked::default(),
    };
    let chosen = check.project.chosen.clone();
    for one in &chosen {
        check.one_taken(one);
        check.facts(one);
        let Some(technology) = one.technology else {
            check.stranger(one);
            continue;
        };
        check.declared(one, technology);
        check.open_needs(one, technology);
        check.language(one, technology);
        check.kind(one, technology);
        check.policy(one, technology);
        check.limits(one, technology);
        check.rules(one);
    }
    for one in &chosen {
        check.revisits(one);
    }
    check.told
}

/// A check in the making.
struct Check<'a> {
    project: Project<'a>,
    told: Checked,
}

/// The two sides of a finding and why.
struct Clash {
    with: SafeText,
    because: SafeText,
    source: Source,
    mend: SafeText,
}

impl Check<'_> {
    fn find(&mut self, one: &Chosen<'_>, code: FindingCode, severity: Severity, clash: Clash) {
        self.told.findings.push(Finding {
            code,
            severity,
            concern: one.decision.subject.clone(),
            sides: [one.name().clone(), clash.with],
            because: clash.because,
            source: clash.source,
            mend: clash.mend,
        });
    }

    fn not_known(
        &mut self,
        one: &Chosen<'_>,
        code: FindingCode,
        (what, mend): (String, String),
        source: Source,
    ) {
        self.told.unknown.push(NotKnown {
            code,
            concern: one.decision.subject.clone(),
            what: what.into(),
            source,
            mend: mend.into(),
        });
    }

    /// What to do instead of a choice.
    fn instead(&self, one: &Chosen<'_>) -> SafeText {
        let concern = self.project.concern(&one.decision.subject);
        instead(&self.project, concern, one.position)
    }

    /// A choice that the library does not know.
    fn stranger(&mut self, one: &Chosen<'_>) {
        let what = format!("{} is no technology that the library knows", one.name());
        let mend = "declare it under `technologies` in an archtui.yaml of yours".to_owned();
        self.not_known(one, FindingCode::Kind, (what, mend), Source::default());
    }

    /// Requirements, conflicts and languages that the manifest declares.
    fn declared(&mut self, one: &Chosen<'_>, technology: &Technology) {
        let there = self.project.there(Some(one.position));
        for objection in there.objections(&technology.id) {
            let code = match objection.ground {
                Ground::Limit => FindingCode::Limit,
                Ground::Requirement => FindingCode::Requires,
                Ground::Conflict => FindingCode::Conflict,
                Ground::Language => FindingCode::Language,
                Ground::Policy => FindingCode::Policy,
            };
            // Told already by the other of the two.
            let own = said_by(&one.decision.subject, &technology.name);
            let told = |known: &Finding| {
                let [choice, with] = &known.sides;
                code == FindingCode::Conflict
                    && known.code == code
                    && *with == own
                    && objection.crossed_by == said_by(&known.concern, choice)
            };
            if !self.told.findings.iter().any(told) {
                self.objected(one, technology, code, objection);
            }
        }
    }

    fn objected(
        &mut self,
        one: &Chosen<'_>,
        technology: &Technology,
        code: FindingCode,
        objection: Objection,
    ) {
        let mend = match code {
            FindingCode::Requires => {
                let needs = technology.requires.iter();
                let needs = needs.flat_map(|need| self.met_by(need));
                let needs: Vec<String> = needs.collect();
                format!("{}, or {}", needs.join(", or "), self.instead(one))
            }
            _ => self.instead(one).to_string(),
        };
        let clash = Clash {
            with: objection.crossed_by,
            because: objection.quote,
            source: Source::of(self.project.catalog, objection.at, objection.cite.as_ref()),
            mend: mend.into(),
        };
        self.find(one, code, Severity::Error, clash);
    }

    /// What a choice needs that nothing says is there.
    fn open_needs(&mut self, one: &Chosen<'_>, technology: &Technology) {
        let there = self.project.there(Some(one.position));
        for need in there.open_needs(&technology.id) {
            let needed = need.names(|id| self.project.name(id).to_string());
            let why = Some(format!("needs {needed}: {}", need.why));
            let why = why.filter(|_| !need.why.is_empty());
            let clash = Clash {
                with: SafeText::from(format!("{needed}: neither chosen nor said to be there")),
                because: why.unwrap_or_else(|| format!("needs {needed}")).into(),
                source: Source::of(self.project.catalog, technology.at, need.cite.as_ref()),
                mend: self.met_by(need).join(", ").into(),
            };
            self.find(one, FindingCode::Requires, Severity::Warning, clash);
        }
    }

    /// The steps by which a requirement is met.
    fn met_by(&self, need: &Requirement) -> Vec<String> {
        let known = |id| self.project.catalog.technology(id);
        let all = need.all.iter().filter_map(known);
        let mut steps: Vec<String> = all.map(|known| adoption(&self.project, known)).collect();
        let any: Vec<String> = need
            .any
            .iter()
            .filter_map(known)
            .map(|known| adoption(&self.project, known))
            .collect();
        if !any.is_empty() {
            steps.push(any.join(" or "));
        }
        steps
    }

    /// Whether the languages of the project reach a choice.
    fn language(&mut self, one: &Chosen<'_>, technology: &Technology) {
        let languages = self.project.languages();
        if !technology.languages.is_empty() && self.project.language_is_open() {
            let names = self.project.names(&technology.languages);
            let what = format!("{} is for {names}; no language is known", one.name());
            let source = Source::of(self.project.catalog, technology.at, None);
            self.not_known(
                one,
                FindingCode::Language,
                (what, SAY_LANGUAGE.into()),
                source,
            );
        }
        // What is written for a language is used from it as it is.
        let reached = technology.languages.is_empty();
        for language in languages.into_iter().filter(|_| reached) {
            let name = self.project.name(&language);
            match self.project.tables().clients(technology, &language) {
                Clients::Listed(_) => {}
                Clients::NoneListed { quote, source } => {
                    let clash = Clash {
                        with: SafeText::from(format!("language: {name}")),
                        because: SafeText::from(format!("clients for {name}: {quote}")),
                        source,
                        mend: format!("write a client, or {}", self.instead(one)).into(),
                    };
                    self.find(one, FindingCode::Client, Severity::Warning, clash);
                }
                Clients::NotStated => self.no_list(one, technology, &name),
            }
        }
    }

    /// A technology of a kind that has clients, of which no list speaks.
    fn no_list(&mut self, one: &Chosen<'_>, technology: &Technology, language: &str) {
        let kind = technology.kind.as_ref();
        if kind.is_some_and(|kind| self.project.tables().list_clients_of(kind)) {
            let what = format!(
                "no list says whether {language} has a client of {}",
                one.name()
            );
            let mend = format!(
                "look for a client of {} in the registry of {language}",
                one.name()
            );
            self.not_known(one, FindingCode::Client, (what, mend), Source::default());
        }
    }

    /// What the house thinks of a choice.
    fn policy(&mut self, one: &Chosen<'_>, technology: &Technology) {
        let Some(policy) = self.project.policy(&technology.id) else {
            return;
        };
        let severity = match policy.stance {
            Stance::Banned => Severity::Error,
            Stance::Hold => Severity::Warning,
            Stance::Trial => Severity::Info,
            Stance::Adopt => return,
        };
        let see = policy.see.as_ref().map(|see| format!("; see {see}"));
        let mend = match policy.stance {
            Stance::Trial => "write down what the trial is to show".into(),
            _ => self.instead(one),
        };
        let words = policy_words(policy.stance, &policy.because);
        let clash = Clash {
            with: SafeText::from(format!("policy: {}", policy.stance.word())),
            because: SafeText::from(format!("{words}{}", see.unwrap_or_default())),
            source: Source::of(self.project.catalog, policy.at, None),
            mend,
        };
        self.find(one, FindingCode::Policy, severity, clash);
    }
}

/// How the language gets known.
const SAY_LANGUAGE: &str = "adopt a language, or state it: `language: [..]` among the facts";
