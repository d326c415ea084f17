//! Events of the terminal to messages. Releases, and what we do not know, are dropped.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use crate::app::{Click, ClickKind, Msg};
use crate::keymap::{Chord, Key, NamedKey};

/// The message of an event, if it has one.
pub(super) fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => chord(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Mouse(mouse) => {
            let kind = match mouse.kind {
                MouseEventKind::Down(MouseButton::Left) => ClickKind::Press,
                MouseEventKind::Drag(MouseButton::Left) => ClickKind::Drag,
                MouseEventKind::ScrollUp => ClickKind::WheelUp,
                MouseEventKind::ScrollDown => ClickKind::WheelDown,
                _ => return None,
            };
            Some(Msg::Mouse(Click {
                kind,
                x: mouse.column,
                y: mouse.row,
            }))
        }
        Event::Resize(..) | Event::FocusGained => Some(Msg::Redraw),
        Event::Key(_) | Event::FocusLost => None,
    }
}

const NAMED: [(KeyCode, NamedKey); 14] = [
    (KeyCode::Enter, NamedKey::Enter),
    (KeyCode::Esc, NamedKey::Esc),
    (KeyCode::Tab, NamedKey::Tab),
    (KeyCode::Backspace, NamedKey::Backspace),
    (KeyCode::Delete, NamedKey::Delete),
    (KeyCode::Insert, NamedKey::Insert),
    (KeyCode::Up, NamedKey::Up),
    (KeyCode::Down, NamedKey::Down),
    (KeyCode::Left, NamedKey::Left),
    (KeyCode::Right, NamedKey::Right),
    (KeyCode::Home, NamedKey::Home),
    (KeyCode::End, NamedKey::End),
    (KeyCode::PageUp, NamedKey::PageUp),
    (KeyCode::PageDown, NamedKey::PageDown),
];

fn chord(event: KeyEvent) -> Option<Chord> {
    let held = |modifier| event.modifiers.contains(modifier);
    let (ctrl, alt) = (held(KeyModifiers::CONTROL), held(KeyModifiers::ALT));
    let shift = held(KeyModifiers::SHIFT);
    let named = |key| Chord {
        key: Key::Named(key),
        ctrl,
        alt,
        shift,
    };
    match event.code {
        KeyCode::BackTab => Some(Chord {
            shift: true,
            ..named(NamedKey::Tab)
        }),
        KeyCode::Char(c) => {
            // Some terminals report ctrl-D, some ctrl-d, for the same keys.
            let c = if ctrl { c.to_ascii_lowercase() } else { c };
            Some(Chord {
                key: Key::Char(c),
                ctrl,
                alt,
                shift: false,
            })
        }
        KeyCode::F(n) => Some(Chord {
            key: Key::F(n),
            ctrl,
            alt,
            shift,
        }),
        code => NAMED
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(_, key)| named(*key)),
    }
}
