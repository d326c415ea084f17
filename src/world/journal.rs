//! Changes of several files that belong together. What is meant is written down first, so that
//! whoever comes next can complete it, or undo it, where the program was stopped in between.

#![expect(
    clippy::disallowed_methods,
    reason = "world/ is where the disk is touched"
)]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::adr::Folder;
use crate::text::SafeText;
use crate::world::errors::plain;
use crate::world::reach::Reach;
use crate::world::records::RecordFolder;
use crate::world::roots::folder_key;
use crate::world::save::{Overwrite, save, step};
use crate::world::small;

/// The version of the file.
const VERSION: u32 = 1;
/// Where intents are in the state folder.
const INTENTS: &str = "intents";
/// Bytes of an intent: the texts of some hundred files, before and after.
const INTENT_BYTES: u64 = 64 << 20;

/// A file that is to change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewrite {
    /// Where it is.
    pub path: PathBuf,
    /// Its text now; `None` for one that is made.
    pub before: Option<String>,
    /// Its text then; `None` for one that goes.
    pub after: Option<String>,
}

/// What is meant, as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Intent {
    version: u32,
    /// The command, in words.
    command: String,
    folder: PathBuf,
    files: Vec<Rewrite>,
}

/// How a file stands to what was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Before,
    After,
    /// Someone else changed it.
    Neither,
}

/// Where the changes of a folder are written down first: in the state folder and nowhere else, as
/// what stands in a project may be a stranger's.
#[derive(Clone, Debug)]
pub struct Journal {
    /// `None` where there is no state folder.
    intent: Option<PathBuf>,
    state: Option<PathBuf>,
    folder: PathBuf,
}

impl Journal {
    /// The journal of a folder. Without a state folder nothing is written down.
    pub fn of(state: Option<&Path>, folder: &Path) -> Self {
        let name = format!("{}.json", folder_key(folder));
        Self {
            intent: state.map(|state| state.join(INTENTS).join(name)),
            state: state.map(Path::to_owned),
            folder: folder.to_owned(),
        }
    }

    /// What was stopped half way and is still to be settled, in a sentence.
    pub fn pending(&self) -> Option<SafeText> {
        let intent = match self.meant().transpose()? {
            Ok(intent) => intent,
            Err(why) => return Some(why),
        };
        let command = SafeText::one_line(&intent.command);
        let said = format!(
            "`{command}` was stopped half way; the next command that writes here settles it"
        );
        Some(SafeText::from(said))
    }

    /// Completes what was stopped half way, or undoes it where a file was changed since; says
    /// what it did, in sentences. It locks the folder for that, and lets it go.
    pub fn settle(&self, folder: &mut RecordFolder) -> Vec<SafeText> {
        if !self.intent.as_ref().is_some_and(|intent| intent.exists()) {
            return Vec::new();
        }
        if let Err(error) = folder.lock() {
            return vec![SafeText::from(error.to_string())];
        }
        let said = self.settle_locked();
        folder.unlock();
        said
    }

    /// The same in a folder that is locked already.
    pub fn settle_locked(&self) -> Vec<SafeText> {
        // Another may have done it while this one waited.
        let intent = match self.meant() {
            Ok(None) => return Vec::new(),
            Ok(Some(intent)) => intent,
            Err(why) => return vec![why],
        };
        let said = settled(&intent);
        let not = self.forget().err();
        said.into_iter().chain(not).collect()
    }

    /// The intent that was left, if each of its files is one that a command here can have meant.
    fn meant(&self) -> Result<Option<Intent>, SafeText> {
        let Some(path) = &self.intent else {
            return Ok(None);
        };
        let refused = |why: String| {
            let shown = path.display();
            SafeText::from(format!(
                "what was meant to change here is not carried out: {why}; look at {shown}, and \
                 remove it"
            ))
        };
        let Some(text) = small::if_there(path, INTENT_BYTES).map_err(refused)? else {
            return Ok(None);
        };
        let intent: Intent =
            serde_json::from_str(&text).map_err(|error| refused(error.to_string()))?;
        let reach = Reach::of(&self.folder, self.state.as_deref());
        if intent.version != VERSION {
            return Err(refused("another version wrote it".to_owned()));
        }
        if intent.folder != reach.folder {
            return Err(refused("it is about another folder".to_owned()));
        }
        let mut files = intent.files.iter();
        let beyond = files.find(|file| reach.place(file).as_ref() != Some(&file.path));
        if let Some(file) = beyond {
            let shown = SafeText::one_line(&file.path.display().to_string());
            return Err(refused(format!("{shown} is not for it to change")));
        }
        Ok(Some(intent))
    }

    /// Takes the intent away.
    fn forget(&self) -> Result<(), SafeText> {
        let Some(path) = &self.intent else {
            return Ok(());
        };
        remove(path).map_err(|error| {
            let shown = path.display();
            SafeText::from(format!("{shown} could not be removed: {}", plain(&error)))
        })
    }

    /// Changes files together: all of them, or none. The folder is locked by the caller. What
    /// stands between two files, a crash, is settled by the next who asks; where nobody could, it
    /// is said why.
    pub fn carry_out(
        &self,
        command: &str,
        files: &[Rewrite],
    ) -> Result<Option<SafeText>, SafeText> {
        for file in files {
            if file.stands() != Stands::Before {
                return Err(changed_meanwhile(&file.path));
            }
        }
        let unkept = self.write_down(command, files).err();
        // An intent that another command left is not this one's to remove.
        let forget = || match unkept {
            None => self.forget(),
            Some(_) => Ok(()),
        };
        for file in files {
            if let Err(why) = file.forward() {
                let left = undone(files);
                let kept = forget().is_err().then_some("; the intent is kept");
                let undone = match left.as_slice() {
                    [] => "all is as it was".to_owned(),
                    left => format!("{} could not be put back", left.join(", ")),
                };
                let kept = kept.unwrap_or_default();
                return Err(SafeText::from(format!("{why}; {undone}{kept}")));
            }
        }
        forget().map_err(|not| SafeText::from(format!("all is done, but {not}")))?;
        // A file alone is changed in one step.
        Ok(unkept.filter(|_| files.len() > 1).map(|why| {
            SafeText::from(format!(
                "what was meant was not written down first, as {why}: had it been stopped half \
                 way, no command would have completed it"
            ))
        }))
    }

    /// Writes down what is meant; else why that cannot be, or would not be believed later.
    fn write_down(&self, command: &str, files: &[Rewrite]) -> Result<(), String> {
        let Some(path) = &self.intent else {
            return Err("there is no state folder (XDG_STATE_HOME names one)".to_owned());
        };
        let reach = Reach::of(&self.folder, self.state.as_deref());
        let files = files.iter().map(|file| {
            let place = reach.place(file).ok_or_else(|| {
                let shown = file.path.display();
                format!("{shown} is a link, or is neither a record here nor a stack file near it")
            })?;
            Ok(Rewrite {
                path: place,
                ..file.clone()
            })
        });
        let files: Vec<Rewrite> = files.collect::<Result<_, String>>()?;
        let intent = Intent {
            version: VERSION,
            command: command.to_owned(),
            folder: reach.folder,
            files,
        };
        // A path that is no text would lead elsewhere when it is read again.
        let text = serde_json::to_string(&intent).map_err(|error| error.to_string())?;
        let shown = path.display();
        if text.len() as u64 > INTENT_BYTES {
            return Err(format!("it is too large for {shown}"));
        }
        let failed = |why: String| format!("{shown} could not be written: {why}");
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder).map_err(|error| failed(plain(&error)))?;
        save(path, text.as_bytes(), Overwrite::Replace).map_err(|error| failed(error.reason()))
    }
}

impl Rewrite {
    fn stands(&self) -> Stands {
        let Ok(now) = small::text_of(&self.path) else {
            return Stands::Neither;
        };
        if now == self.after {
            Stands::After
        } else if now == self.before {
            Stands::Before
        } else {
            Stands::Neither
        }
    }

    /// Makes the file what it is to be; one that is neither is left alone.
    fn forward(&self) -> Result<(), SafeText> {
        match self.stands() {
            Stands::After => Ok(()),
            Stands::Before => put(&self.path, self.before.as_deref(), self.after.as_deref()),
            Stands::Neither => Err(changed_meanwhile(&self.path)),
        }
    }

    /// Makes the file what it was; one that is neither is left alone.
    fn back(&self) -> Result<(), SafeText> {
        match self.stands() {
            Stands::Before => Ok(()),
            Stands::After => put(&self.path, self.after.as_deref(), self.before.as_deref()),
            Stands::Neither => Err(changed_meanwhile(&self.path)),
        }
    }

    fn shown(&self) -> String {
        let name = self.path.file_name().unwrap_or(self.path.as_os_str());
        SafeText::one_line(&name.to_string_lossy()).to_string()
    }
}

/// Completes an intent, or undoes it.
fn settled(intent: &Intent) -> Vec<SafeText> {
    let command = SafeText::one_line(&intent.command);
    let names = |files: &[&Rewrite]| {
        let names: Vec<String> = files.iter().map(|file| file.shown()).collect();
        names.join(", ")
    };
    let all: Vec<&Rewrite> = intent.files.iter().collect();
    let strange = all.iter().filter(|file| file.stands() == Stands::Neither);
    let strange: Vec<&Rewrite> = strange.copied().collect();
    if strange.is_empty() {
        let failed = all.iter().find_map(|file| file.forward().err());
        let said = match failed {
            None => format!(
                "`{command}` was stopped half way and is completed: {}",
                names(&all)
            ),
            Some(why) => format!("`{command}` was stopped half way and not completed: {why}"),
        };
        return vec![SafeText::from(said)];
    }
    let rest: Vec<&Rewrite> = all
        .iter()
        .copied()
        .filter(|f| !strange.contains(f))
        .collect();
    let failed = rest.iter().rev().find_map(|file| file.back().err());
    let strange = names(&strange);
    let said = match failed {
        None => format!(
            "`{command}` was stopped half way and is undone, as {strange} was changed since and \
             is left as it is; look at it, then say the command again"
        ),
        Some(why) => format!("`{command}` was stopped half way and not undone: {why}"),
    };
    vec![SafeText::from(said)]
}

/// Puts back what was changed; the names of the files where that was not possible.
fn undone(files: &[Rewrite]) -> Vec<String> {
    let changed = files.iter().rev().filter(|file| file.back().is_err());
    // A file that another changed in between was never ours to put back.
    let ours = changed.filter(|file| file.stands() == Stands::After);
    ours.map(Rewrite::shown).collect()
}

fn changed_meanwhile(path: &Path) -> SafeText {
    SafeText::from(format!(
        "{} was changed meanwhile and is left as it is",
        path.display()
    ))
}

/// Makes, replaces or removes a file in one step.
fn put(path: &Path, from: Option<&str>, to: Option<&str>) -> Result<(), SafeText> {
    let said = |error: crate::world::save::SaveError| SafeText::from(error.to_string());
    match (from, to) {
        (None, Some(text)) => save(path, text.as_bytes(), Overwrite::Never).map_err(said),
        (_, Some(text)) => save(path, text.as_bytes(), Overwrite::Replace).map_err(said),
        (_, None) => remove(path).map_err(|error| {
            let shown = path.display();
            SafeText::from(format!("{shown} could not be removed: {}", plain(&error)))
        }),
    }
}

/// Removes a file of which another has the text, and makes that reach the disk.
fn remove(path: &Path) -> io::Result<()> {
    step();
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    step();
    if let Some(folder) = path.parent() {
        // That it has reached the disk cannot be had everywhere.
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    Ok(())
}
