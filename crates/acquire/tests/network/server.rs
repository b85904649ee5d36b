//! A server that answers from a script, one reply for each request, and remembers what it was asked.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What to do with a request.
#[derive(Clone)]
pub(crate) enum Reply {
    /// Send these bytes, then hang up.
    Bytes(Vec<u8>),
    /// Send these bytes one by one with a pause after each.
    Slowly(Vec<u8>, Duration),
    /// Say nothing.
    Silence(Duration),
}

/// A running server; it serves until the test process ends.
pub(crate) struct Server {
    pub(crate) address: String,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// A server with a script; when the script is over, it hangs up at once.
    pub(crate) fn start(script: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        let mut script = script.into_iter();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                let Some(request) = read_request(&stream) else { continue };
                seen.lock().unwrap().push(request);
                let reply = script.next();
                std::thread::spawn(move || play(stream, reply));
            }
        });
        Self { address, requests }
    }

    /// The head of each request, in order.
    pub(crate) fn requests(&self) -> Vec<String> {
        self.requests.lock().unwrap().clone()
    }
}

fn read_request(stream: &TcpStream) -> Option<String> {
    let mut head = String::new();
    let mut reader = BufReader::new(stream);
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    Some(head.to_ascii_lowercase())
}

fn play(mut stream: TcpStream, reply: Option<Reply>) {
    match reply {
        Some(Reply::Bytes(bytes)) => {
            let _ = stream.write_all(&bytes);
        }
        Some(Reply::Slowly(bytes, pause)) => {
            for byte in bytes {
                if stream.write_all(&[byte]).is_err() {
                    return;
                }
                std::thread::sleep(pause);
            }
        }
        Some(Reply::Silence(pause)) => std::thread::sleep(pause),
        None => {}
    }
}

/// A reply with a status line, headers and a body whose length it states.
pub(crate) fn reply(status: &str, headers: &str, body: &[u8]) -> Reply {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    Reply::Bytes([head.as_bytes(), body].concat())
}

/// A reply with status 200.
pub(crate) fn ok(body: &[u8]) -> Reply {
    reply("200 OK", "", body)
}
