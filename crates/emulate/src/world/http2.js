// `http2`: sessions whose every request is answered.
const EventEmitter = require("events");
const loop = require("event_loop");
const { Duplex } = require("stream");
const { Buffer } = require("buffer");
const http2 = require("members").invented("http2");
const request = (session, authority, headers, options) => {
  const stack = internal.rawStack();
  const chunks = [];
  const stream = new Duplex({ read() {}, write(chunk, _, done) { P.push(chunks, chunk); done(); }, final(done) { done(); loop.later(() => respond()); } });
  const respond = () => {
    const pairs = P.map(P.Object.keys(headers), (name) => [name, P.String(headers[name])]);
    const method = P.String(headers[":method"] ?? "GET").toUpperCase();
    const reply = require("network").exchange(method, `${authority}${headers[":path"] ?? "/"}`, pairs, chunks.length ? Buffer.concat(chunks) : undefined, stack);
    const answer = { ":status": reply.status };
    for (const [name, value] of reply.headers) if (name !== "connection") answer[name] = value;
    loop.later(() => { stream.emit("response", answer, 4); if (reply.body.length) stream.push(Buffer.from(reply.body)); stream.push(null); }, 30);
  };
  P.Object.assign(stream, { session, id: 1, sentHeaders: headers, close(_, done) { stream.destroy(); if (typeof done === "function") loop.later(done); }, setTimeout() { return stream; }, priority() {}, rstCode: 0, aborted: false, closed: false });
  const method = P.String(headers[":method"] ?? "GET").toUpperCase();
  if (options?.endStream ?? ["GET", "HEAD", "DELETE"].includes(method)) stream.end();
  return stream;
};
http2.connect = function connect(authority, options, listener) {
  const address = P.replace(P.String(authority), /\/+$/, "");
  const session = new EventEmitter();
  internal.record("net.connect", address, "http2");
  P.Object.assign(session, {
    connecting: true, closed: false, destroyed: false, encrypted: P.startsWith(address, "https:"), alpnProtocol: "h2", type: 1,
    request: (headers = {}, more = undefined) => request(session, address, headers, more),
    close(done) { session.closed = true; loop.later(() => { session.emit("close"); if (typeof done === "function") done(); }); },
    destroy() { session.destroyed = true; session.close(); }, ref() {}, unref() {}, setTimeout() {}, ping(done) { if (typeof done === "function") loop.later(() => done(null, 12.4, Buffer.alloc(8))); return true; }, settings() {}, goaway() {}, setLocalWindowSize() {},
    localSettings: {}, remoteSettings: {}, state: {}, socket: {}, originSet: [address],
  });
  const callback = typeof options === "function" ? options : listener;
  if (typeof callback === "function") session.once("connect", callback);
  loop.later(() => { session.connecting = false; session.emit("connect", session, session.socket); session.emit("remoteSettings", {}); }, 1);
  return session;
};
module.exports = http2;
