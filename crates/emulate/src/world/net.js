// `net` and `tls`: every host accepts, and answers with the marker.
const EventEmitter = require("events");
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { Duplex } = require("stream");
require("reply");
const isIPv4 = (text) => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text);
const isIPv6 = (text) => typeof text === "string" && text.includes(":") && /^[0-9a-f:.%\w]+$/i.test(text) && text.split("::").length <= 2 && text.split(":").length <= 8 && text.split(":").every((part) => part.length <= 4 || isIPv4(part));
const isIP = (text) => (isIPv4(text) ? 4 : isIPv6(text) ? 6 : 0);
const target = (parts) => {
  const first = parts[0];
  const callback = parts.find((one) => typeof one === "function");
  if (typeof first === "object" && first !== null) return { ...first, host: first.host ?? first.hostname ?? first.servername ?? "localhost", callback };
  if (typeof first === "string" && !/^\d+$/.test(first)) return { path: first, host: first, callback };
  return { port: +first, host: typeof parts[1] === "string" ? parts[1] : "localhost", ...(typeof parts[1] === "object" ? parts[1] : {}), callback };
};
class Socket extends Duplex {
  constructor(options) {
    super({ allowHalfOpen: options?.allowHalfOpen ?? false, read() {} });
    P.Object.assign(this, { connecting: false, pending: true, bytesRead: 0, bytesWritten: 0, remoteAddress: undefined, remotePort: undefined, remoteFamily: undefined, localAddress: undefined, localPort: undefined, timeout: 0 });
  }
  connect(...parts) {
    const { port, host: name, path, callback } = target(parts);
    this.place = path ?? `${name}:${port}`;
    internal.record("net.connect", this.place, this.encrypted ? "tls" : "tcp");
    internal.listen();
    this.connecting = true;
    if (callback) this.once(this.encrypted ? "secureConnect" : "connect", callback);
    loop.later(() => {
      if (this.destroyed) return;
      P.Object.assign(this, { connecting: false, pending: false, remoteAddress: isIP(name) ? name : "203.0.113.10", remotePort: port, remoteFamily: "IPv4", localAddress: "10.1.0.14", localPort: 49822 });
      this.emit("lookup", null, "203.0.113.10", 4, name);
      this.emit("connect");
      if (this.encrypted) { this.authorized = true; this.emit("secureConnect"); }
      this.emit("ready");
      // A host that greets: a program that waits for its orders gets one.
      loop.later(() => { if (!this.bytesWritten && !this.destroyed) this.answer(); }, 20);
    }, 1);
    return this;
  }
  answer() { if (this.answered || this.destroyed) return; this.answered = true; const bytes = Buffer.from(`${host.reply}\n`); this.bytesRead += bytes.length; this.push(bytes); loop.later(() => { if (!this.destroyed) this.push(null); }, 2000); }
  _write(chunk, _, done) {
    internal.record("net.send", this.place ?? "socket", this.encrypted ? "tls" : "tcp", chunk);
    this.bytesWritten += chunk.length;
    loop.later(() => this.answer(), 5);
    done();
  }
  _final(done) { done(); }
  setTimeout(delay, callback) { this.timeout = delay; if (callback) this.once("timeout", callback); return this; }
  setNoDelay() { return this; }
  setKeepAlive() { return this; }
  ref() { return this; }
  unref() { return this; }
  address() { return { address: "10.1.0.14", family: "IPv4", port: 49822 }; }
  get readyState() { return this.connecting ? "opening" : "open"; }
  destroySoon() { this.end(); }
  resetAndDestroy() { return this.destroy(); }
}
class Server extends EventEmitter {
  constructor(options, listener) { super(); this.listening = false; const callback = typeof options === "function" ? options : listener; if (callback) this.on("connection", callback); }
  listen(...parts) {
    const first = parts[0];
    this.port = (typeof first === "object" && first ? first.port : +first) || 40213;
    internal.record("net.listen", typeof first === "string" && !/^\d+$/.test(first) ? first : `:${this.port}`);
    const callback = parts.find((one) => typeof one === "function");
    if (callback) this.once("listening", callback);
    loop.later(() => { this.listening = true; this.emit("listening"); });
    return this;
  }
  address() { return this.port ? { address: "::", family: "IPv6", port: this.port } : null; }
  close(callback) { if (callback) this.once("close", callback); this.listening = false; loop.later(() => this.emit("close")); return this; }
  getConnections(callback) { loop.later(() => callback(null, 0)); }
  ref() { return this; }
  unref() { return this; }
  setTimeout() { return this; }
  closeAllConnections() {}
  closeIdleConnections() {}
}
const connect = (...parts) => new Socket(parts[0]).connect(...parts);
class TLSSocket extends Socket {
  constructor(socket, options) { super(options); this.encrypted = true; this.authorized = true; this.place = socket?.place ?? (options?.host ? `${options.host}:${options.port}` : undefined); }
  getPeerCertificate() { return { subject: { CN: "example" }, issuer: { CN: "R11" }, valid_to: "Jun  1 00:00:00 2026 GMT", fingerprint256: "" }; }
  getCipher() { return { name: "TLS_AES_256_GCM_SHA384", version: "TLSv1.3" }; }
  getProtocol() { return "TLSv1.3"; }
}
class SecureServer extends Server {}
const secure = (...parts) => new TLSSocket(undefined, parts[0]).connect(...parts);
module.exports = {
  Socket, Stream: Socket, Server, connect, createConnection: connect, createServer: (options, listener) => new Server(options, listener), isIP, isIPv4, isIPv6, BlockList: class BlockList { addAddress() {} check() { return false; } }, SocketAddress: class SocketAddress {}, getDefaultAutoSelectFamily: () => true, setDefaultAutoSelectFamily() {},
  tls: { TLSSocket, connect: secure, createServer: (options, listener) => new SecureServer(options, listener), Server: SecureServer, createSecureContext: () => ({ context: {} }), checkServerIdentity() {}, rootCertificates: [], DEFAULT_MIN_VERSION: "TLSv1.2", DEFAULT_MAX_VERSION: "TLSv1.3", getCiphers: () => ["tls_aes_256_gcm_sha384"] },
};
