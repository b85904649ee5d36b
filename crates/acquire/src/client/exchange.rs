//! One question and its answer, with the retries and redirects between.

use std::io::Read as _;
use std::sync::PoisonError;
use std::time::Duration;

use ureq::Body;
use ureq::http::{Response, header};

use super::Client;
use crate::address::Address;
use crate::error::{ClientError, ClientErrorKind, pause_before};

/// Most redirects followed: a registry's storage is one or two hops away.
const REDIRECTS: usize = 5;

/// What is asked.
pub(super) struct Request<'a> {
    pub(super) address: &'a Address,
    pub(super) accept: &'static str,
    /// The ETag of the answer we hold; empty when it had none.
    pub(super) etag: Option<&'a str>,
    pub(super) limit_bytes: u64,
    pub(super) timeout: Duration,
    pub(super) is_artifact: bool,
}

/// What came back.
pub(super) enum Answer {
    /// What we hold is what the server has.
    Unchanged,
    /// The whole answer.
    Fresh { body: Vec<u8>, etag: Option<String> },
}

/// A failed try, and how long the server asks us to wait.
struct Failure {
    error: ClientError,
    retry_after: Option<Duration>,
}

impl From<ClientError> for Failure {
    fn from(error: ClientError) -> Self {
        Self { error, retry_after: None }
    }
}

impl Client {
    /// Sends a request until it is answered, fails for good, or was tried often enough.
    pub(super) fn send(&self, request: &Request<'_>) -> Result<Answer, ClientError> {
        let authority = request.address.authority();
        if self.has_given_up(&authority) {
            return Err(ClientError::new(ClientErrorKind::GivenUp, request.address));
        }
        let mut tries = 0;
        loop {
            let failure = match self.follow(request) {
                Ok(answer) => {
                    self.count(&authority, false);
                    return Ok(answer);
                }
                Err(failure) => failure,
            };
            if !failure.error.may_retry() || tries >= self.options.retries {
                // An answer, even a refusal, shows that the server is alive.
                self.count(&authority, failure.error.may_retry());
                return Err(failure.error);
            }
            let pause = self.options.retry_pause;
            std::thread::sleep(pause_before(tries, pause, failure.retry_after, self.options.longest_pause));
            tries += 1;
        }
    }

    fn has_given_up(&self, authority: &str) -> bool {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        failures.get(authority).is_some_and(|failures| *failures >= self.options.give_up_after)
    }

    fn count(&self, authority: &str, has_failed: bool) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let count = failures.entry(authority.to_owned()).or_default();
        *count = if has_failed { count.saturating_add(1) } else { 0 };
    }

    /// Sends a request once, following redirects. A credential goes to the origin first asked and no other.
    fn follow(&self, request: &Request<'_>) -> Result<Answer, Failure> {
        let mut address = request.address.clone();
        for _ in 0..=REDIRECTS {
            let is_first_origin = address.has_origin_of(request.address);
            let credential = self.settings.credential_for(&address).filter(|_| is_first_origin);
            let response = self
                .transport
                .get(&address, request, credential)
                .map_err(|error| Failure::from(failed(error, &address)))?;
            if !is_redirect(response.status().as_u16()) {
                return answer(response, &address, request);
            }
            address = redirected(&response, &address)?;
        }
        Err(ClientError::new(ClientErrorKind::Redirect("too many of them".to_owned()), request.address)
            .into())
    }
}

fn is_redirect(status: u16) -> bool {
    matches!(status, 301 | 302 | 303 | 307 | 308)
}

fn redirected(response: &Response<Body>, from: &Address) -> Result<Address, ClientError> {
    let refused = |why: &str| ClientError::new(ClientErrorKind::Redirect(why.to_owned()), from);
    let location = response.headers().get(header::LOCATION).and_then(|location| location.to_str().ok());
    let location = location.ok_or_else(|| refused("it names no address"))?;
    let address = from.redirected(location).map_err(|_| refused("it names no http or https address"))?;
    if from.is_encrypted() && !address.is_encrypted() {
        return Err(refused("it leaves the encrypted line"));
    }
    Ok(address)
}

fn answer(response: Response<Body>, address: &Address, request: &Request<'_>) -> Result<Answer, Failure> {
    let kind = match response.status().as_u16() {
        200 => return Ok(body(response, address, request.limit_bytes)?),
        304 if request.etag.is_some() => return Ok(Answer::Unchanged),
        401 => ClientErrorKind::Unauthorized,
        403 => ClientErrorKind::Forbidden,
        404 | 410 => ClientErrorKind::NotFound,
        429 => ClientErrorKind::RateLimited,
        status @ 500..=599 => ClientErrorKind::ServerError(status),
        status => ClientErrorKind::UnexpectedStatus(status),
    };
    Err(Failure { error: ClientError::new(kind, address), retry_after: retry_after(&response) })
}

/// The pause a server asks for, in seconds; one given as a date counts as none.
fn retry_after(response: &Response<Body>) -> Option<Duration> {
    let seconds = response.headers().get(header::RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

fn body(mut response: Response<Body>, address: &Address, limit_bytes: u64) -> Result<Answer, ClientError> {
    let etag = response.headers().get(header::ETAG).and_then(|etag| etag.to_str().ok()).map(str::to_owned);
    let too_large = || ClientError::new(ClientErrorKind::TooLarge(limit_bytes), address);
    let announced = response.body().content_length();
    if announced.is_some_and(|announced| announced > limit_bytes) {
        return Err(too_large());
    }
    let mut body = Vec::new();
    // ureq's own limit is above ours, so that ours is met first and named as such.
    let reader = response.body_mut().with_config().limit(limit_bytes.saturating_add(2)).reader();
    reader
        .take(limit_bytes.saturating_add(1))
        .read_to_end(&mut body)
        .map_err(|error| failed(ureq::Error::from(error), address))?;
    if body.len() as u64 > limit_bytes { Err(too_large()) } else { Ok(Answer::Fresh { body, etag }) }
}

fn failed(error: ureq::Error, address: &Address) -> ClientError {
    use std::io::ErrorKind;
    let kind = match &error {
        ureq::Error::Timeout(_) => ClientErrorKind::Timeout,
        ureq::Error::Io(io) if matches!(io.kind(), ErrorKind::TimedOut | ErrorKind::WouldBlock) => {
            ClientErrorKind::Timeout
        }
        ureq::Error::Io(io) if is_encryption(io) => ClientErrorKind::Encryption,
        ureq::Error::Io(io) if matches!(io.kind(), ErrorKind::InvalidData | ErrorKind::InvalidInput) => {
            ClientErrorKind::Garbage("it is compressed wrongly".to_owned())
        }
        ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::Pem(_) => ClientErrorKind::Encryption,
        ureq::Error::Protocol(_) | ureq::Error::Http(_) => {
            ClientErrorKind::Garbage("it is no HTTP".to_owned())
        }
        ureq::Error::BadUri(_) => ClientErrorKind::Settings("an address is malformed".to_owned()),
        _ => ClientErrorKind::Connection,
    };
    ClientError::new(kind, address).caused(error)
}

/// Errors of the encryption layer reach us inside an I/O error.
fn is_encryption(error: &std::io::Error) -> bool {
    let text = error.get_ref().map(ToString::to_string).unwrap_or_default();
    error.kind() == std::io::ErrorKind::InvalidData && (text.contains("certificate") || text.contains("TLS"))
}
