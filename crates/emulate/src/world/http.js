// `http` and `https`: clients whose every request is answered.
const EventEmitter = require("events");
const loop = require("event_loop");
const { Buffer } = require("buffer");
const { exchange } = require("network");
const messages = require("http_message");
const servers = require("http_server");
const { Socket } = require("net");
const { IncomingMessage, OutgoingMessage } = messages;
class Agent extends EventEmitter {
  constructor(options = {}) { super(); P.Object.assign(this, { options: { ...options, path: null, noDelay: true }, requests: {}, sockets: {}, freeSockets: {}, keepAlive: Boolean(options.keepAlive), keepAliveMsecs: 1000, maxSockets: options.maxSockets ?? Infinity, maxFreeSockets: 256, maxTotalSockets: Infinity, scheduling: "lifo", totalSocketCount: 0, defaultPort: 80, protocol: "http:" }); }
  createConnection(options, callback) { return new Socket().connect(options, callback); }
  addRequest() {}
  getName(options = {}) { return `${options.host ?? "localhost"}:${options.port ?? ""}:`; }
  destroy() {}
  keepSocketAlive() { return true; }
  reuseSocket() {}
}
class SecureAgent extends Agent { constructor(options) { super(options); this.defaultPort = 443; this.protocol = "https:"; } }
const settings = (parts, protocol) => {
  let [first, second, third] = parts;
  const callback = parts.find((one) => typeof one === "function");
  let options = {};
  if (typeof first === "string" || internal.textOfReply(first) !== undefined) first = internal.addressOf(first);
  if (typeof first === "string") first = new globalThis.URL(first);
  if (first instanceof globalThis.URL) { options = { ...require("url_legacy").urlToHttpOptions(first) }; if (second && typeof second === "object") P.Object.assign(options, second); }
  else if (first && typeof first === "object") { options = first; void third; }
  return [{ protocol, ...options }, callback];
};
/** Where each request was made: it is sent when that stack is gone. */
const births = new P.WeakMap();
const born = P.bind(P.WeakMap.prototype.get, births);
const setBorn = P.bind(P.WeakMap.prototype.set, births);
function ClientRequest(options, callback, fallback) {
  if (!(this instanceof ClientRequest)) return new ClientRequest(options, callback, fallback);
  if (typeof options === "string" || options instanceof globalThis.URL) options = settings([options], "http:")[0];
  OutgoingMessage.call(this);
  setBorn(this, internal.rawStack());
  const protocol = options.protocol ?? fallback ?? "http:";
  if (protocol !== "http:" && protocol !== "https:") throw internal.nodeError("ERR_INVALID_PROTOCOL", `Protocol "${protocol}" not supported. Expected "${fallback ?? "http:"}"`);
  const name = options.hostname ?? options.host ?? "localhost";
  const port = options.port && +options.port !== (protocol === "https:" ? 443 : 80) ? `:${options.port}` : "";
  P.Object.assign(this, { method: P.String(options.method ?? "GET").toUpperCase(), path: options.path ?? "/", host: name, protocol, agent: options.agent ?? globalAgent, aborted: false, reusedSocket: false, maxHeadersCount: null, res: null, timeout: options.timeout });
  if (P.includes(P.String(this.path), " ")) throw internal.nodeError("ERR_UNESCAPED_CHARACTERS", "Request path contains unescaped characters");
  this.address = `${protocol}//${P.String(name).replace(/:\d+$/, (found) => found)}${port}${this.path}`;
  const headers = options.headers ?? {};
  if (P.isArray(headers)) for (let at = 0; at < headers.length; at += 2) this.setHeader(headers[at], headers[at + 1]);
  else for (const key of P.Object.keys(headers)) if (headers[key] !== undefined) this.setHeader(key, headers[key]);
  if (options.auth && !this.hasHeader("authorization")) this.setHeader("Authorization", `Basic ${Buffer.from(options.auth).toString("base64")}`);
  if (!this.hasHeader("host")) this.setHeader("Host", `${name}${port}`);
  if (callback) this.once("response", callback);
  loop.later(() => { if (this.destroyed) return; this.socket = new Socket(); P.Object.assign(this.socket, { place: this.address, encrypted: protocol === "https:", remoteAddress: "203.0.113.10", authorized: true }); this.emit("socket", this.socket); });
}
P.setPrototypeOf(ClientRequest.prototype, OutgoingMessage.prototype);
P.setPrototypeOf(ClientRequest, OutgoingMessage);
P.Object.assign(ClientRequest.prototype, {
  _final(done) { this.headersSent = true; this.finished = true; done(); loop.later(() => this.respond()); },
  respond() {
    if (this.destroyed) return;
    const reply = exchange(this.method, this.address, this.pairs(), this.chunks.length ? Buffer.concat(this.chunks) : undefined, born(this));
    if (reply.failure) { this.emit("error", reply.failure); this.destroy(); return; }
    const response = new IncomingMessage(this.socket);
    P.Object.assign(response, { statusCode: reply.status, statusMessage: reply.statusText, req: this, url: "" });
    for (const [name, value] of reply.headers) { response.headers[name] = value; response.rawHeaders.push(name, value); }
    this.res = response;
    loop.later(() => {
      if (this.destroyed) return;
      if (!this.emit("response", response)) response.resume();
      loop.later(() => { if (reply.body.length) response.push(Buffer.from(reply.body)); response.complete = true; response.push(null); response.once("end", () => loop.nextTick(() => this.destroy())); });
    }, 30);
  },
  abort() { this.aborted = true; this.emit("abort"); this.destroy(); }, onSocket() {}, setTimeout(delay, callback) { void delay; if (callback) this.once("timeout", callback); return this; }, _implicitHeader() {}, clearTimeout() {},
});
const face = (protocol, Maker, more) => {
  const request = (...parts) => { const [options, callback] = settings(parts, protocol); return new ClientRequest(options, callback, protocol); };
  const get = (...parts) => { const made = request(...parts); made.end(); return made; };
  return { Agent: Maker, globalAgent: new Maker({ keepAlive: true }), request, get, ...servers, ...more };
};
const http = face("http:", Agent, { METHODS: messages.METHODS, STATUS_CODES: messages.STATUS_CODES, ClientRequest, IncomingMessage, OutgoingMessage, maxHeaderSize: 16384, validateHeaderName: messages.valid, validateHeaderValue() {}, setMaxIdleHTTPParsers() {}, _connectionListener() {} });
const { globalAgent } = http;
const https = face("https:", SecureAgent, {});
delete https.ServerResponse;
module.exports = P.Object.assign(http, {});
P.defineProperty(module.exports, "https", { value: https, enumerable: false });
for (const name of ["WebSocket", "CloseEvent", "MessageEvent"]) internal.lazy(http, name, () => globalThis[name]);
