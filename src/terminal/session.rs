//! Taking the screen and giving it back, whatever happens.

use std::io::{self, BufWriter, Stdout, Write as _};
use std::panic;

use crossterm::cursor;
use crossterm::event::{
    DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use crossterm::terminal::{
    self, BeginSynchronizedUpdate, EndSynchronizedUpdate, EnterAlternateScreen,
    LeaveAlternateScreen,
};
use crossterm::{execute, queue};
use ratatui::Frame;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;

use crate::effect::Suspend;

/// The screen, taken. Given back when dropped, and by the panic hook.
pub(super) struct Session {
    terminal: Terminal<CrosstermBackend<BufWriter<Stdout>>>,
    mouse: bool,
}

impl Session {
    /// Takes the screen.
    pub(super) fn start(mouse: bool) -> io::Result<Self> {
        restore_on_panic();
        enter(mouse)?;
        let backend = CrosstermBackend::new(BufWriter::with_capacity(64 << 10, io::stdout()));
        Ok(Self {
            terminal: Terminal::new(backend)?,
            mouse,
        })
    }

    /// Draws one frame, in one piece as far as the terminal can.
    pub(super) fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        self.terminal.draw(render)?;
        queue!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        io::Write::flush(self.terminal.backend_mut())
    }

    /// Captures the mouse, or gives it back to the terminal.
    pub(super) fn capture_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(self.terminal.backend_mut(), EnableMouseCapture)
        } else {
            execute!(self.terminal.backend_mut(), DisableMouseCapture)
        }
    }
}

impl Session {
    /// Takes the screen again, after something else had it, and draws all of it next time.
    pub(super) fn retake(&mut self) {
        // A terminal that cannot be taken back shows so at the next draw, which is reported.
        // Not `Terminal::clear`: it asks the terminal for its cursor and waits for the answer,
        // which our own reader of the terminal takes away.
        let _ = enter(self.mouse);
        let _ = self
            .terminal
            .size()
            .and_then(|size| self.terminal.resize(size.into()));
    }
}

impl Suspend for Session {
    fn suspended(&mut self, run: &mut dyn FnMut()) {
        leave();
        run();
        self.retake();
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        leave();
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    terminal::enable_raw_mode()?;
    let mut out = io::stdout();
    execute!(
        out,
        EnterAlternateScreen,
        EnableBracketedPaste,
        cursor::Hide
    )?;
    if mouse {
        execute!(out, EnableMouseCapture)?;
    }
    Ok(())
}

/// Each step is tried whatever became of the one before: a half restored terminal is worst.
fn leave() {
    let mut out = io::stdout();
    let _ = execute!(
        out,
        EndSynchronizedUpdate,
        DisableMouseCapture,
        DisableBracketedPaste
    );
    let _ = execute!(out, LeaveAlternateScreen, cursor::Show);
    let _ = terminal::disable_raw_mode();
    let _ = out.flush();
}

/// The message of a panic must land on a sane screen.
fn restore_on_panic() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        leave();
        report(info);
    }));
}
