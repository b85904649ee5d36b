//! The wall-clock net: a thread that ends a process which takes too long.

use std::io;
use std::process::Child;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::process::end;

/// A thread that kills the process when an armed time limit passes: reads and writes on its pipes then end.
#[derive(Debug)]
pub(super) struct Watchdog {
    signals: Sender<Signal>,
    has_fired: Arc<AtomicBool>,
}

/// What the watchdog is told.
#[derive(Debug, PartialEq, Eq)]
enum Signal {
    Arm,
    Disarm,
}

impl Watchdog {
    pub(super) fn start(child: Arc<Mutex<Child>>, time_limit: Duration) -> io::Result<Self> {
        let (signals, received) = mpsc::channel();
        let has_fired = Arc::new(AtomicBool::new(false));
        let fired = Arc::clone(&has_fired);
        thread::Builder::new().name("watchdog".to_owned()).spawn(move || {
            while let Ok(signal) = received.recv() {
                if signal == Signal::Arm
                    && received.recv_timeout(time_limit) == Err(RecvTimeoutError::Timeout)
                {
                    fired.store(true, Ordering::SeqCst);
                    end(&child);
                }
            }
        })?;
        Ok(Self { signals, has_fired })
    }

    pub(super) fn arm(&self) {
        // A watchdog that is gone has killed its process, which the pipes will tell.
        let _ = self.signals.send(Signal::Arm);
    }

    pub(super) fn disarm(&self) {
        let _ = self.signals.send(Signal::Disarm);
    }

    pub(super) fn has_fired(&self) -> bool {
        self.has_fired.load(Ordering::SeqCst)
    }
}
