//! The loop: events in, one frame out, nothing in between.
//!
//! One thread reads the terminal, one loads content; both only send. The reader waits after
//! each batch until the loop has dealt with it, so that an editor started by a key has the
//! terminal for itself.

#![expect(
    clippy::disallowed_methods,
    reason = "this room is the edge to the terminal"
)]

mod input;
#[cfg(debug_assertions)]
mod planted;
mod session;
mod signals;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event;

use crate::app::{App, Memory, Msg};
use crate::catalog::{Catalog, Stage};
use crate::effect::{Done, Effect, Loaded};
use crate::world::World;

use session::Session;

/// How long the first frame waits for the list of skills. What is not there by then follows.
const FIRST_FRAME_WAITS: Duration = Duration::from_millis(20);

/// How long the reader looks for more that belongs to what it has read. Not zero: asked with
/// zero, crossterm does not even look at what it has read already.
const AT_ONCE: Duration = Duration::from_micros(100);

/// What wakes the loop.
#[derive(Debug)]
enum Wake {
    /// Messages that belong together; the reader waits for the answer.
    Input(Vec<Msg>),
    /// The loader, or anyone else.
    Message(Msg),
    /// The system asks the program to leave.
    Leave(i32),
    /// The program was put to sleep from outside and woken.
    Continued,
}

/// Loads content in the background; each stage is handed to the closure it gets.
pub type Loader = Arc<dyn Fn(&dyn Fn(Catalog)) + Send + Sync>;

/// A loading that has begun: begin it before anything else is prepared.
#[derive(Debug)]
pub struct Loading {
    send: Sender<Wake>,
    wakes: Receiver<Wake>,
}

impl Loading {
    /// Begins.
    pub fn begin(loader: &Loader) -> Self {
        let (send, wakes) = mpsc::channel();
        load(loader, &send);
        Self { send, wakes }
    }
}

/// Runs the program on the terminal until the person leaves. Returns the exit code.
pub fn run(
    mut app: App,
    world: &mut dyn World,
    loader: &Loader,
    loading: Loading,
) -> io::Result<u8> {
    let Loading { send, wakes } = loading;
    let mut session = Session::start(app.captures_mouse())?;
    signals::listen(send.clone())?;
    let mut runner = Runner {
        memory: Memory::default(),
        world,
        loader,
        send: &send,
        leave: None,
    };
    runner.first(&mut app, &mut session, &wakes);
    // Asking once begins to listen for resizes: one that comes between the first frame and the
    // reader would else be lost, and the screen stay wrong until a key.
    let _ = event::poll(Duration::ZERO);
    session.draw(|frame| app.view(&mut runner.memory, frame))?;
    runner.feed(
        &mut app,
        &mut session,
        Msg::Drawn(runner.memory.geometry().clone()),
    );
    let go_on = read_input(send.clone());
    while runner.leave.is_none() {
        let Some(first) = next(&wakes, app.is_busy()) else {
            break;
        };
        let mut waiting = false;
        for wake in std::iter::once(first).chain(wakes.try_iter()) {
            waiting |= matches!(wake, Wake::Input(_));
            runner.wake(&mut app, &mut session, wake);
        }
        if runner.leave.is_none() {
            runner.draw(&mut app, &mut session)?;
        }
        if waiting {
            // The reader is gone only when the terminal is; the next draw says so.
            let _ = go_on.send(());
        }
    }
    drop(session);
    Ok(runner.leave.unwrap_or(0))
}

/// What happens next; while there is work that was put off, nothing happening counts too.
fn next(wakes: &Receiver<Wake>, busy: bool) -> Option<Wake> {
    match wakes.try_recv() {
        Ok(wake) => Some(wake),
        Err(_) if busy => Some(Wake::Message(Msg::Idle)),
        Err(_) => wakes.recv().ok(),
    }
}

struct Runner<'a> {
    memory: Memory,
    world: &'a mut dyn World,
    loader: &'a Loader,
    send: &'a Sender<Wake>,
    leave: Option<u8>,
}

impl Runner<'_> {
    /// Gives the skills found at a glance a moment to arrive, so that the first frame shows them.
    fn first(&mut self, app: &mut App, session: &mut Session, wakes: &Receiver<Wake>) {
        let until = Instant::now() + FIRST_FRAME_WAITS;
        while app.catalog.stage == Stage::Empty {
            let left = until.saturating_duration_since(Instant::now());
            match wakes.recv_timeout(left) {
                Ok(wake) => self.wake(app, session, wake),
                Err(_) => break,
            }
        }
    }

    fn wake(&mut self, app: &mut App, session: &mut Session, wake: Wake) {
        match wake {
            Wake::Input(messages) => {
                for message in messages {
                    self.feed(app, session, message);
                }
            }
            Wake::Message(message) => self.feed(app, session, message),
            Wake::Continued => session.retake(),
            Wake::Leave(signal) => {
                for effect in app.farewell() {
                    self.perform(app, session, effect);
                }
                self.leave = Some(u8::try_from(128 + signal).unwrap_or(u8::MAX));
            }
        }
    }

    /// One message and everything that follows from it.
    fn feed(&mut self, app: &mut App, session: &mut Session, message: Msg) {
        for effect in app.update(message) {
            self.perform(app, session, effect);
        }
    }

    fn perform(&mut self, app: &mut App, session: &mut Session, effect: Effect) {
        match effect {
            Effect::Quit => self.leave = Some(0),
            Effect::Reload => load(self.loader, self.send),
            Effect::Suspend => {
                crate::effect::Suspend::suspended(session, &mut signals::sleep);
            }
            Effect::CaptureMouse(on) => {
                let _ = session.capture_mouse(on);
            }
            effect => {
                let done = self.world.perform(effect, &app.catalog, session);
                if let Some(done) = done {
                    self.feed(app, session, Msg::Done(done));
                }
            }
        }
    }

    /// Draws, and draws once more when the sizes drawn changed what is to be seen.
    fn draw(&mut self, app: &mut App, session: &mut Session) -> io::Result<()> {
        #[cfg(debug_assertions)]
        planted::panic_at("draw");
        session.draw(|frame| app.view(&mut self.memory, frame))?;
        let geometry = self.memory.geometry().clone();
        self.feed(app, session, Msg::Drawn(geometry));
        Ok(())
    }
}

fn load(loader: &Loader, send: &Sender<Wake>) {
    let (loader, send) = (Arc::clone(loader), send.clone());
    thread::spawn(move || {
        loader(&|catalog| {
            // Nobody listens any more when the program is leaving.
            let known = Done::Loaded(Loaded::from(catalog));
            let _ = send.send(Wake::Message(Msg::Done(known)));
        });
    });
}

/// Reads the terminal in a thread: all that is there at once, then waits for the word to go on.
fn read_input(send: Sender<Wake>) -> SyncSender<()> {
    let (go_on, wait) = mpsc::sync_channel(1);
    thread::spawn(move || {
        while let Ok(first) = event::read() {
            let mut batch: Vec<Msg> = input::message(first).into_iter().collect();
            while event::poll(AT_ONCE).unwrap_or(false) {
                let Ok(next) = event::read() else { break };
                batch.extend(input::message(next));
            }
            if batch.is_empty() {
                continue;
            }
            if send.send(Wake::Input(batch)).is_err() || wait.recv().is_err() {
                return;
            }
        }
        // The terminal is gone: leave as on a hang-up.
        let _ = send.send(Wake::Leave(1));
    });
    go_on
}
