// `http`: servers, which wait for requests that may never come.
const { Server: NetServer } = require("net");
const { OutgoingMessage, STATUS_CODES } = require("http_message");
function ServerResponse(request) {
  if (!(this instanceof ServerResponse)) return new ServerResponse(request);
  OutgoingMessage.call(this);
  P.Object.assign(this, { req: request, statusCode: 200, statusMessage: undefined, socket: request?.socket ?? null });
}
P.setPrototypeOf(ServerResponse.prototype, OutgoingMessage.prototype);
P.setPrototypeOf(ServerResponse, OutgoingMessage);
P.Object.assign(ServerResponse.prototype, {
  writeHead(status, reason, headers) { if (this.headersSent) throw internal.nodeError("ERR_HTTP_HEADERS_SENT", "Cannot write headers after they are sent to the client", P.Error); this.statusCode = status; if (typeof reason === "string") this.statusMessage = reason; else headers = reason; if (P.isArray(headers)) for (let at = 0; at < headers.length; at += 2) this.setHeader(headers[at], headers[at + 1]); else for (const name of P.Object.keys(headers ?? {})) this.setHeader(name, headers[name]); this.statusMessage ??= STATUS_CODES[status]; this.headersSent = true; return this; },
  _write(chunk, encoding, done) { this.headersSent = true; OutgoingMessage.prototype._write.call(this, chunk, encoding, done); }, _final(done) { this.headersSent = true; this.finished = true; done(); }, _implicitHeader() { this.writeHead(this.statusCode); }, writeContinue() {}, writeProcessing() {}, writeEarlyHints() {}, assignSocket(socket) { this.socket = socket; }, detachSocket() { this.socket = null; },
});
class Server extends NetServer {
  constructor(options, listener) { super(); const callback = typeof options === "function" ? options : listener; if (callback) this.on("request", callback); P.Object.assign(this, { timeout: 0, keepAliveTimeout: 5000, maxHeadersCount: null, headersTimeout: 60000, requestTimeout: 300000 }); }
}
module.exports = { ServerResponse, Server, createServer: (options, listener) => new Server(options, listener) };
