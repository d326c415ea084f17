//! Plugin manifests (`.claude-plugin/marketplace.json`, `plugin.json`): which group a skill is
//! in. Fields as the Claude Code plugin reference names them. A path counts only if it begins
//! with `./` and stays below its root by its words; what it names is then looked up among the
//! skills already listed, so that nothing outside a source is ever touched.

use serde_json::Value;

use crate::catalog::Catalog;
use crate::catalog::skills::{PLUGIN_FOLDER, join};
use crate::diagnostic::Diagnostic;
use crate::text::{FileId, Location, SafeText};

/// A group and the folders, below the source, whose skills are in it.
struct Group {
    name: SafeText,
    folders: Vec<String>,
}

/// The plugin manifests of a catalog.
pub(super) fn manifests(catalog: &Catalog) -> Vec<FileId> {
    let files = (0_u32..).zip(&catalog.files);
    files
        .filter(|(_, file)| split(&file.path).is_some())
        .map(|(id, _)| FileId(id))
        .collect()
}

/// The folder that a plugin manifest describes, and the manifest's name.
fn split(path: &str) -> Option<(&str, &str)> {
    let (folder, name) = path.rsplit_once('/')?;
    let root = folder.strip_suffix(PLUGIN_FOLDER)?;
    let known = matches!(name, "marketplace.json" | "plugin.json");
    (known && (root.is_empty() || root.ends_with('/'))).then(|| (root.trim_end_matches('/'), name))
}

/// Reads a plugin manifest and puts the skills it names into its groups.
pub(super) fn apply(catalog: &mut Catalog, id: FileId, text: &str) {
    let Some(file) = catalog.file(id) else { return };
    let source = file.source;
    let Some((root, name)) =
        split(&file.path).map(|(root, name)| (root.to_owned(), name.to_owned()))
    else {
        return;
    };
    let at = Location::line(id, 0);
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => {
            let line = u32::try_from(error.line()).unwrap_or(0);
            let finding =
                Diagnostic::warning("manifest", format!("{name} is not readable JSON: {error}"));
            catalog.diagnostics.push(
                finding
                    .at(Location::line(id, line))
                    .hint("its groups are left out until it is mended"),
            );
            return;
        }
    };
    let mut refused = Vec::new();
    let groups = if name == "plugin.json" {
        vec![plugin(&value, &root, &mut refused)]
    } else {
        marketplace(&value, &root, &mut refused)
    };
    for path in refused {
        let finding = Diagnostic::warning(
            "manifest",
            format!("{name} names {path}, which does not stay below its folder"),
        );
        catalog.diagnostics.push(
            finding
                .at(at)
                .hint("write a path that begins with ./ and has no .. in it"),
        );
    }
    for group in groups.iter().flatten() {
        set_group(catalog, source, group);
    }
}

fn set_group(catalog: &mut Catalog, source: usize, group: &Group) {
    for skill in &mut catalog.skills {
        let named = group.folders.iter().any(|folder| {
            let below = skill.folder.strip_prefix(folder.as_str());
            below.is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'))
        });
        if skill.source == source && skill.group.is_none() && named {
            skill.group = Some(group.name.clone());
        }
    }
}

fn marketplace(value: &Value, root: &str, refused: &mut Vec<SafeText>) -> Vec<Option<Group>> {
    let base = value
        .pointer("/metadata/pluginRoot")
        .and_then(Value::as_str);
    let base = base.and_then(|path| checked(path, root, refused));
    let root = base.as_deref().unwrap_or(root);
    let plugins = value.get("plugins").and_then(Value::as_array);
    let plugins = plugins.map(Vec::as_slice).unwrap_or_default();
    // A source that is no path stands on the network: it has no skills here.
    let local = plugins
        .iter()
        .filter(|plugin| plugin.get("source").is_none_or(Value::is_string));
    local
        .map(|entry| {
            let source = entry.get("source").and_then(Value::as_str).unwrap_or("./");
            let at = checked(source, root, refused)?;
            plugin(entry, &at, refused)
        })
        .collect()
}

/// The group of one plugin: the skills it lists, else all below its folder.
fn plugin(value: &Value, root: &str, refused: &mut Vec<SafeText>) -> Option<Group> {
    let name = value.get("name")?.as_str()?;
    let folders = match value.get("skills") {
        Some(Value::Array(paths)) => paths
            .iter()
            .filter_map(Value::as_str)
            .filter_map(|path| checked(path, root, refused))
            .collect(),
        Some(Value::String(path)) => checked(path, root, refused).into_iter().collect(),
        _ => vec![root.to_owned()],
    };
    Some(Group {
        name: SafeText::one_line(name),
        folders,
    })
}

/// A path below a root, or a refusal.
fn checked(path: &str, root: &str, refused: &mut Vec<SafeText>) -> Option<String> {
    let parts = path.strip_prefix("./").or((path == ".").then_some(""));
    let inside = parts
        .filter(|rest| !rest.contains(['\\', '\0']) && rest.split('/').all(|part| part != ".."));
    let Some(rest) = inside else {
        refused.push(SafeText::one_line(path));
        return None;
    };
    let parts: Vec<&str> = rest
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    Some(if parts.is_empty() {
        root.to_owned()
    } else {
        join(root, &parts.join("/"))
    })
}
