// `http`: what is sent and received, by either side.
const { Readable, Writable } = require("stream");
const { Buffer } = require("buffer");
const METHODS = ["ACL", "BIND", "CHECKOUT", "CONNECT", "COPY", "DELETE", "GET", "HEAD", "LINK", "LOCK", "M-SEARCH", "MERGE", "MKACTIVITY", "MKCALENDAR", "MKCOL", "MOVE", "NOTIFY", "OPTIONS", "PATCH", "POST", "PROPFIND", "PROPPATCH", "PURGE", "PUT", "REBIND", "REPORT", "SEARCH", "SOURCE", "SUBSCRIBE", "TRACE", "UNBIND", "UNLINK", "UNLOCK", "UNSUBSCRIBE"];
const STATUS_CODES = { 100: "Continue", 101: "Switching Protocols", 102: "Processing", 103: "Early Hints", 200: "OK", 201: "Created", 202: "Accepted", 203: "Non-Authoritative Information", 204: "No Content", 205: "Reset Content", 206: "Partial Content", 207: "Multi-Status", 208: "Already Reported", 226: "IM Used", 300: "Multiple Choices", 301: "Moved Permanently", 302: "Found", 303: "See Other", 304: "Not Modified", 305: "Use Proxy", 307: "Temporary Redirect", 308: "Permanent Redirect", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 407: "Proxy Authentication Required", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required", 412: "Precondition Failed", 413: "Payload Too Large", 414: "URI Too Long", 415: "Unsupported Media Type", 416: "Range Not Satisfiable", 417: "Expectation Failed", 418: "I'm a Teapot", 421: "Misdirected Request", 422: "Unprocessable Entity", 423: "Locked", 424: "Failed Dependency", 425: "Too Early", 426: "Upgrade Required", 428: "Precondition Required", 429: "Too Many Requests", 431: "Request Header Fields Too Large", 451: "Unavailable For Legal Reasons", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout", 505: "HTTP Version Not Supported", 506: "Variant Also Negotiates", 507: "Insufficient Storage", 508: "Loop Detected", 509: "Bandwidth Limit Exceeded", 510: "Not Extended", 511: "Network Authentication Required" };
function IncomingMessage(socket) {
  if (!(this instanceof IncomingMessage)) return new IncomingMessage(socket);
  Readable.call(this, { read() {} });
  P.Object.assign(this, { socket, httpVersionMajor: 1, httpVersionMinor: 1, httpVersion: "1.1", complete: false, headers: {}, rawHeaders: [], trailers: {}, rawTrailers: [], aborted: false, upgrade: null, url: "", method: null, statusCode: null, statusMessage: null, client: socket });
}
P.setPrototypeOf(IncomingMessage.prototype, Readable.prototype);
P.setPrototypeOf(IncomingMessage, Readable);
P.defineProperty(IncomingMessage.prototype, "connection", { get() { return this.socket; }, set(value) { this.socket = value; }, configurable: true });
IncomingMessage.prototype.setTimeout = function () { return this; };
const valid = (name) => { if (typeof name !== "string" || !/^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/.test(name)) throw internal.nodeError("ERR_INVALID_HTTP_TOKEN", `Header name must be a valid HTTP token ["${name}"]`); };
function OutgoingMessage(options) {
  Writable.call(this, { ...options, autoDestroy: false });
  P.defineProperty(this, "table", { value: new P.Map(), enumerable: false, writable: true });
  P.Object.assign(this, { headersSent: false, sendDate: true, finished: false, shouldKeepAlive: true, useChunkedEncodingByDefault: true, chunks: [], socket: null });
}
P.setPrototypeOf(OutgoingMessage.prototype, Writable.prototype);
P.setPrototypeOf(OutgoingMessage, Writable);
P.Object.assign(OutgoingMessage.prototype, {
  setHeader(name, value) { valid(name); if (this.headersSent) throw internal.nodeError("ERR_HTTP_HEADERS_SENT", "Cannot set headers after they are sent to the client", P.Error); if (value === undefined) throw internal.nodeError("ERR_HTTP_INVALID_HEADER_VALUE", `Invalid value "undefined" for header "${name}"`); this.table.set(name.toLowerCase(), [name, value]); return this; },
  setHeaders(all) { for (const [name, value] of all) this.setHeader(name, value); return this; }, appendHeader(name, value) { const old = this.getHeader(name); return this.setHeader(name, old === undefined ? value : [old, value].flat()); },
  getHeader(name) { return this.table.get(P.String(name).toLowerCase())?.[1]; }, getHeaders() { const made = P.Object.create(null); for (const [key, [, value]] of this.table) made[key] = value; return made; }, getHeaderNames() { return [...this.table.keys()]; }, getRawHeaderNames() { return [...this.table.values()].map(([name]) => name); }, hasHeader(name) { return this.table.has(name.toLowerCase()); },
  removeHeader(name) { if (this.headersSent) throw internal.nodeError("ERR_HTTP_HEADERS_SENT", "Cannot remove headers after they are sent to the client", P.Error); this.table.delete(name.toLowerCase()); }, flushHeaders() {}, addTrailers() {}, setTimeout(_, callback) { void callback; return this; }, setNoDelay() { return this; }, setSocketKeepAlive() { return this; },
  _write(chunk, _, done) { this.chunks.push(Buffer.from(chunk)); done(); }, pairs() { return [...this.table.values()].flatMap(([name, value]) => (P.isArray(value) ? value.map((one) => [name, one]) : [[name, value]])); },
});
P.defineProperty(OutgoingMessage.prototype, "connection", { get() { return this.socket; }, set(value) { this.socket = value; }, configurable: true });
P.defineProperty(OutgoingMessage.prototype, "_headers", { get() { return this.getHeaders(); }, configurable: true });
module.exports = { METHODS, STATUS_CODES, IncomingMessage, OutgoingMessage, valid };
