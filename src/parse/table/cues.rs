//! The words in heads of tables that tell what rows and columns are.

/// Kinds of thing one chooses between; as a first head, each row is an alternative.
pub(super) const KINDS: [&str; 62] = [
    "database", "tool", "framework", "library", "option", "tier", "model", "pattern", "service",
    "solution", "strategy", "method", "platform", "provider", "approach", "technique", "format",
    "protocol", "algorithm", "language", "engine", "store", "storage", "broker", "technology",
    "plan", "mode", "type", "product", "runtime", "package", "backend", "orm", "stack", "vendor",
    "client", "sdk", "cloud", "ide", "style", "index", "architecture", "system", "distribution",
    "template", "variant", "alternative", "choice", "driver", "server", "interface", "component",
    "function", "class", "preset", "test", "api", "kernel", "metric", "agent", "skill", "chart",
];
/// Kinds that announce a choice by themselves.
pub(super) const CHOICES: [&str; 4] = ["option", "alternative", "choice", "plan"];
/// First heads of indexes and manuals: their rows are looked up, not chosen.
pub(super) const INDEXES: [&str; 18] = [
    "file", "reference", "document", "doc", "topic", "command", "script", "section", "chapter",
    "resource", "page", "error", "symptom", "parameter", "flag", "field", "step", "environment",
];
/// Kinds that head a column of alternatives rather than name one.
pub(super) const COLUMN_KINDS: [&str; 12] = [
    "orm", "builder", "driver", "library", "sdk", "package", "logger", "instrumentation",
    "framework", "tool", "feature", "async",
];
/// What one says of an alternative.
pub(super) const MERITS: [&str; 48] = [
    "best for", "use when", "use for", "used for", "when to use", "use case", "use cases",
    "choose when", "choose if", "avoid when", "avoid if", "when to choose", "good for",
    "ideal for", "great for", "suited for", "suitable for", "not for", "pros", "cons", "cost",
    "price", "pricing", "latency", "license", "licence", "strengths", "weaknesses", "strength",
    "weakness", "advantages", "disadvantages", "trade offs", "tradeoffs", "trade off",
    "limitations", "complexity", "learning curve", "maturity", "throughput", "scalability",
    "performance", "speed", "bundle size",
    "key feature", "key features", "key strength", "best use case",
];
/// Merits that make rows alternatives whatever the first head says.
pub(super) const STRONG_MERITS: [&str; 9] = [
    "best for", "use when", "choose when", "avoid when", "pros", "good for", "ideal for",
    "choose if", "great for",
];
/// Criteria as a first head: each further column is an alternative.
pub(super) const CRITERIA: [&str; 23] = [
    "feature", "features", "aspect", "aspects", "criteria", "criterion", "factor", "factors",
    "dimension", "characteristic", "characteristics", "capability", "capabilities", "attribute",
    "consideration", "comparison", "concern", "property", "language",
    "item", "limit", "limits", "resource",
];
/// Heads that describe, measure or grade; a column under one is no alternative.
pub(super) const DESCRIPTIONS: [&str; 78] = [
    "description", "value", "values", "notes", "note", "status", "type", "default", "required",
    "example", "examples", "details", "detail", "purpose", "weight", "score", "points", "rating",
    "impact", "trend", "current state", "current", "target", "baseline", "before", "after",
    "good", "bad", "poor", "better", "best", "worst", "needs work", "excellent", "acceptable",
    "low", "medium", "high", "critical", "small", "large", "wrong", "right", "correct",
    "incorrect", "do", "don t", "yes", "no", "support", "supported", "meaning", "why", "how",
    "what", "when", "where", "reason", "rationale", "recommendation", "evidence", "location",
    "file", "reference", "link", "command", "syntax", "usage", "version", "since", "available",
    "implementation", "time", "total", "count", "effort", "priority", "question",
];
/// Last words of heads that measure.
pub(super) const MEASURES: [&str; 14] = [
    "points", "score", "scores", "value", "values", "description", "level", "weight", "target",
    "time", "size", "stage", "limit", "rules",
];
/// First words of heads that ask what a cell says.
pub(super) const QUESTION_WORDS: [&str; 7] = ["what", "how", "why", "when", "where", "who", "if"];
/// Situations and needs as a first head.
pub(super) const SITUATIONS: [&str; 26] = [
    "scenario", "situation", "use case", "use cases", "need", "needs", "requirement",
    "requirements", "if you", "when you", "you want", "you need", "you have", "your", "goal",
    "condition", "want", "want to", "if", "when", "task", "objective", "question",
    "data characteristics", "context", "workload",
];
/// What is chosen in a situation, as a second head.
pub(super) const ANSWERS: [&str; 41] = [
    "recommendation", "recommendations", "recommended", "recommend", "choose", "choice", "use",
    "use this", "solution", "pick", "best choice", "best option", "best", "library", "tool",
    "tools", "framework", "database", "pattern", "approach", "service", "technology", "option",
    "platform", "strategy", "select", "then", "go with", "prefer", "model", "engine", "method",
    "skill", "package", "algorithm", "command to use", "resource", "reach for", "answer",
    "consider",
    "suggested",
];
/// Situations with a plain answer are a decision only where the answer says so: a task with an
/// approach is a manual, a question with an answer an interview.
pub(super) const WEAK_SITUATIONS: [&str; 4] = ["task", "question", "goal", "objective"];
