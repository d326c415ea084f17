//! A change of the comparison, chosen from a list.

use crate::screens::compare::Menu;
use crate::screens::overlay::{Press, Step, Verdict};
use crate::ui::input::Edit;

/// Takes a key: one of the list's own chooses at once.
pub(super) fn press(menu: &mut Menu, press: &Press, page: usize) -> Verdict {
    if let Press::Edit(Edit::Insert(typed)) = press {
        let mut choices = menu.choices.iter();
        if let Some(choice) = choices.find(|choice| choice.key == Some(*typed)) {
            return Verdict::Change(choice.change.clone());
        }
    }
    let step = match press {
        Press::Move(step) => *step,
        Press::Edit(Edit::Insert('j')) => Step::Down,
        Press::Edit(Edit::Insert('k')) => Step::Up,
        Press::Edit(Edit::Insert('q')) => return Verdict::Close,
        Press::Enter => {
            let choice = menu.choices.get(menu.at);
            return choice.map_or(Verdict::Close, |choice| {
                Verdict::Change(choice.change.clone())
            });
        }
        _ => return Verdict::Stay,
    };
    menu.at = step.from(menu.at, menu.choices.len(), page);
    Verdict::Stay
}
