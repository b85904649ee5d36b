//! Connections: direct or through a proxy, checked against the right certificates.

use ureq::http::Response;
use ureq::tls::TlsConfig;
use ureq::{Agent, Body, Proxy};

use super::ClientOptions;
use super::exchange::Request;
use crate::address::Address;
use crate::error::{ClientError, ClientErrorKind};
use crate::roots;
use crate::secret::Secret;
use crate::settings::{CertificateCheck, Credential, Proxies, Settings, SettingsNote};

/// Idle connections kept for one server: as many as threads that fetch at once.
const IDLE_CONNECTIONS: usize = 16;

/// Opens connections and sends single requests.
pub(super) struct Transport {
    direct: Agent,
    https_proxied: Option<Agent>,
    http_proxied: Option<Agent>,
    proxies: Proxies,
}

impl Transport {
    pub(super) fn new(
        settings: &Settings,
        options: &ClientOptions,
    ) -> Result<(Self, Vec<SettingsNote>), ClientError> {
        let (roots, notes) = roots::load(&settings.authorities);
        let tls = TlsConfig::builder()
            .root_certs(roots)
            .disable_verification(settings.certificate_check == CertificateCheck::Off)
            .build();
        let agent = |proxy: Option<Proxy>| {
            let config = Agent::config_builder()
                .tls_config(tls.clone())
                .proxy(proxy)
                .user_agent(concat!("stockade/", env!("CARGO_PKG_VERSION")))
                .http_status_as_error(false)
                // Redirects are ours to follow: each hop is weighed before anything is sent.
                .max_redirects(0)
                .max_redirects_will_error(false)
                .timeout_resolve(Some(options.connect_timeout))
                .timeout_connect(Some(options.connect_timeout))
                .timeout_recv_response(Some(options.idle_timeout))
                .timeout_per_read(Some(options.idle_timeout))
                .timeout_per_write(Some(options.idle_timeout))
                .max_idle_connections(IDLE_CONNECTIONS * 2)
                .max_idle_connections_per_host(IDLE_CONNECTIONS)
                .build();
            Agent::new_with_config(config)
        };
        let proxied = |proxy: Option<&Secret>| {
            proxy.map(|proxy| proxy_at(proxy).map(|proxy| agent(Some(proxy)))).transpose()
        };
        let transport = Self {
            https_proxied: proxied(settings.proxies.https.as_ref())?,
            http_proxied: proxied(settings.proxies.http.as_ref())?,
            direct: agent(None),
            proxies: settings.proxies.clone(),
        };
        Ok((transport, notes))
    }

    /// Sends one request to `address`, with `credential` if there is one.
    pub(super) fn get(
        &self,
        address: &Address,
        request: &Request<'_>,
        credential: Option<&Credential>,
    ) -> Result<Response<Body>, ureq::Error> {
        let mut call = self.agent_for(address).get(address.on_the_wire()).header("accept", request.accept);
        if request.is_artifact {
            // An artifact is compressed already, and its hash is that of the bytes as they are.
            call = call.header("accept-encoding", "identity");
        }
        if let Some(etag) = request.etag.filter(|etag| !etag.is_empty()) {
            call = call.header("if-none-match", etag);
        }
        match credential {
            Some(Credential::Bearer(token)) => {
                call = call.header("authorization", format!("Bearer {}", token.expose()));
            }
            Some(Credential::Basic(login)) => {
                call = call.header("authorization", format!("Basic {}", login.expose()));
            }
            None => {}
        }
        call.config().timeout_global(Some(request.timeout)).build().call()
    }

    fn agent_for(&self, address: &Address) -> &Agent {
        let proxied = if address.is_encrypted() { &self.https_proxied } else { &self.http_proxied };
        match proxied {
            Some(agent) if !address.is_loopback() && self.proxies.proxy_for(address).is_some() => agent,
            _ => &self.direct,
        }
    }
}

/// The proxy at an address that may hold a name and password; without a scheme it is `http`.
fn proxy_at(address: &Secret) -> Result<Proxy, ClientError> {
    let text = address.expose();
    let text = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    Proxy::new(&text).map_err(|_| {
        let what = "a proxy setting is no address; correct `proxy`, `https-proxy` or HTTPS_PROXY";
        ClientError::new(ClientErrorKind::Settings(what.to_owned()), "")
    })
}
