//! What a click, a drag and the wheel mean: the areas that were drawn say so.

use crate::action::Action;
use crate::app::{App, Click, ClickKind};
use crate::effect::Effect;
use crate::screens::browse::{self, Pane};
use crate::screens::{View, compare};
use crate::ui::Hit;

/// Lines that a turn of the wheel moves a document.
const WHEEL: usize = 3;

impl App {
    pub(super) fn mouse(&mut self, click: Click) -> Vec<Effect> {
        match click.kind {
            ClickKind::Press => self.press(click),
            ClickKind::Drag => self.drag(click),
            ClickKind::WheelUp => self.wheel(click, false),
            ClickKind::WheelDown => self.wheel(click, true),
        }
    }

    fn press(&mut self, click: Click) -> Vec<Effect> {
        self.notice = None;
        let hit = self.geometry.hit(click.x, click.y);
        self.dragging = matches!(hit, Some(Hit::Border(_)));
        if let Some(overlay) = self.overlays.last_mut() {
            let Some(Hit::Choice(line)) = hit else {
                return Vec::new();
            };
            let verdict = overlay.click(line);
            return self.verdict(verdict);
        }
        match hit {
            Some(Hit::View(at)) => {
                const VIEWS: [Action; 4] = [
                    Action::Browse,
                    Action::Decide,
                    Action::Compare,
                    Action::Stack,
                ];
                VIEWS
                    .get(at)
                    .map_or_else(Vec::new, |action| self.act(*action))
            }
            Some(Hit::Row(pane, row)) => self.click_row(pane, row),
            Some(Hit::Copy(pane, row)) => {
                self.focus_pane(pane);
                self.browse.item = row;
                self.act(Action::Copy)
            }
            Some(Hit::Pane(pane)) => {
                self.focus_pane(pane);
                Vec::new()
            }
            Some(Hit::Cell(row, column)) => {
                compare::select(&mut self.compare, row, column);
                Vec::new()
            }
            Some(Hit::Choice(_) | Hit::Border(_)) | None => Vec::new(),
        }
    }

    fn focus_pane(&mut self, pane: usize) {
        if self.current == View::Browse
            && let Some(pane) = Pane::ALL.get(pane)
        {
            self.browse.pane = *pane;
        }
    }

    /// A click puts the cursor on a row; a click on the row under the cursor opens it.
    fn click_row(&mut self, pane: usize, row: usize) -> Vec<Effect> {
        self.focus_pane(pane);
        let same = match (self.current, pane) {
            (View::Browse, 0) => browse::select_row(&mut self.browse, row),
            (View::Browse, _) => std::mem::replace(&mut self.browse.item, row) == row,
            (View::Decide, _) if self.decide.walk().is_none() => {
                std::mem::replace(&mut self.decide.listed, row) == row
            }
            (View::Decide, _) => match &mut self.decide.whole {
                Some(at) => std::mem::replace(at, row) == row,
                None => std::mem::replace(&mut self.decide.at, row) == row,
            },
            (View::Stack, _) => match &mut self.stack_screen.fact {
                Some(at) => std::mem::replace(at, row) == row,
                None => std::mem::replace(&mut self.stack_screen.at, row) == row,
            },
            (View::Compare, _) => {
                compare::select_source(&mut self.compare, row);
                false
            }
        };
        if same {
            self.act(Action::Open)
        } else {
            self.read_shown()
        }
    }

    fn drag(&mut self, click: Click) -> Vec<Effect> {
        if self.dragging && self.current == View::Browse {
            self.browse.tree_width = Some(click.x.clamp(16, 80));
        }
        Vec::new()
    }

    fn wheel(&mut self, click: Click, down: bool) -> Vec<Effect> {
        if let Some(overlay) = self.overlays.last_mut() {
            let verdict = overlay.wheel(down);
            return self.verdict(verdict);
        }
        let action = if down { Action::Down } else { Action::Up };
        let over = match self.geometry.hit(click.x, click.y) {
            Some(Hit::Row(pane, _) | Hit::Copy(pane, _) | Hit::Pane(pane)) => pane,
            _ => 0,
        };
        self.focus_pane(over);
        let document = self.current == View::Browse && self.browse.pane == Pane::Document;
        if !document {
            return self.act(action);
        }
        self.lend(
            |app| &mut app.browse,
            |screen, cx| browse::wheel(screen, cx, WHEEL, down),
        );
        Vec::new()
    }
}
