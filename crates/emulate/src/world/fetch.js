// `fetch`, `WebSocket`, and what belongs to them.
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { exchange } = require("network");
const { Blob, FormData, ReadableStream, bytesOf } = require("fetch_body");
const { EventTarget, Event, MessageEvent, DOMException } = require("events_target");
class Headers {
  constructor(init) {
    internal.hide(this, { table: new P.Map() });
    if (!init) return;
    if (init instanceof Headers || typeof init[P.Symbol.iterator] === "function") for (const [name, value] of init) this.append(name, value);
    else for (const name of P.Object.keys(init)) this.append(name, init[name]);
  }
  append(name, value) { const key = P.lower(P.String(name)); const old = this.table.get(key); this.table.set(key, old === undefined ? P.trim(P.String(value)) : `${old}, ${value}`); }
  set(name, value) { this.table.set(P.lower(P.String(name)), P.trim(P.String(value))); }
  get(name) { return this.table.get(P.lower(P.String(name))) ?? null; }
  has(name) { return this.table.has(P.lower(P.String(name))); }
  delete(name) { this.table.delete(P.lower(P.String(name))); }
  getSetCookie() { const found = this.get("set-cookie"); return found ? [found] : []; }
  forEach(callback, self) { for (const [name, value] of this) P.apply(callback, self, [value, name, this]); }
  *entries() { yield* [...this.table].sort(([one], [other]) => (one < other ? -1 : 1)); }
  *keys() { for (const [name] of this.entries()) yield name; }
  *values() { for (const [, value] of this.entries()) yield value; }
  [P.Symbol.for("nodejs.util.inspect.custom")](_, options, inspect) { return `Headers ${inspect(P.Object.assign({}, Object.fromEntries(this.entries())), options)}`; }
}
internal.hide(Headers.prototype, { [P.Symbol.iterator]: Headers.prototype.entries });
const collect = async (body) => {
  const chunks = [];
  for await (const one of body) chunks.push(bytesOf(one));
  return Buffer.concat(chunks);
};
/** The bytes of a body as they go out, and the type that they imply. */
const encoded = (body) => {
  body = internal.textOfReply?.(body) ?? body;
  if (body === undefined || body === null) return [undefined, undefined];
  if (typeof body === "string") return [Buffer.from(body), "text/plain;charset=UTF-8"];
  if (body instanceof FormData) return [body.encoded("----formdata-undici-031672098341"), "multipart/form-data; boundary=----formdata-undici-031672098341"];
  if (body instanceof globalThis.URLSearchParams) return [Buffer.from(P.String(body)), "application/x-www-form-urlencoded;charset=UTF-8"];
  if (body instanceof Blob) return [bytesOf(body), body.type || undefined];
  if (typeof body === "object" && !ArrayBuffer.isView(body) && !(body instanceof P.ArrayBuffer) && (body[P.Symbol.asyncIterator] || typeof body.getReader === "function")) return [collect(body), undefined];
  return [bytesOf(body), undefined];
};
class Body {
  get body() { const { bytes } = this.own; return bytes === undefined ? null : (this.own.stream ??= ReadableStream.from([new P.Uint8Array(bytes)])); }
  get bodyUsed() { return Boolean(this.own.isUsed); }
  async take() { if (this.own.isUsed) throw new P.TypeError("Body is unusable: Body has already been read"); this.own.isUsed = true; return Buffer.from((await this.own.bytes) ?? []); }
  async text() { return (await this.take()).toString(); }
  async json() { const text = (await this.take()).toString(); return internal.replyOf(text) ?? P.JSON.parse(text); }
  async arrayBuffer() { const bytes = await this.take(); return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length); }
  async bytes() { return new P.Uint8Array(await this.arrayBuffer()); }
  async blob() { return new Blob([await this.take()], { type: this.headers.get("content-type") ?? "" }); }
  async buffer() { return this.take(); }
  async formData() { await this.take(); return new FormData(); }
}
class Request extends Body {
  constructor(input, options = {}) {
    super();
    const base = input instanceof Request ? input : undefined;
    const [bytes, type] = encoded(options.body ?? undefined);
    internal.hide(this, { own: { bytes: bytes ?? base?.own.bytes } });
    this.url = base ? base.url : new globalThis.URL(internal.addressOf(input)).href;
    this.method = P.String(options.method ?? base?.method ?? "GET").toUpperCase();
    this.headers = new Headers(options.headers ?? base?.headers);
    if (type && !this.headers.has("content-type")) this.headers.set("content-type", type);
    P.Object.assign(this, { signal: options.signal ?? base?.signal ?? new globalThis.AbortController().signal, redirect: options.redirect ?? "follow", credentials: "same-origin", mode: "cors", cache: "default", referrer: "about:client", integrity: "", keepalive: false });
  }
  clone() { return new Request(this); }
}
class Response extends Body {
  constructor(body, options = {}) {
    super();
    const [bytes, type] = encoded(body);
    internal.hide(this, { own: { bytes, url: "" } });
    this.status = options.status ?? 200;
    this.statusText = options.statusText ?? "";
    this.headers = new Headers(options.headers);
    if (type && !this.headers.has("content-type")) this.headers.set("content-type", type);
    this.ok = this.status >= 200 && this.status < 300;
    this.redirected = false;
    this.type = "basic";
  }
  get url() { return this.own.url; }
  clone() { const made = new Response(undefined, this); made.own.bytes = this.own.bytes; made.own.url = this.own.url; return made; }
  static json(value, options) { return new Response(P.JSON.stringify(value), { ...options, headers: { "content-type": "application/json", ...options?.headers } }); }
  static error() { return new Response(null, { status: 0 }); }
  static redirect(address, status = 302) { return new Response(null, { status, headers: { location: address } }); }
}
async function fetch(input, options) {
  const stack = internal.rawStack();
  let request;
  try { request = new Request(input, options); } catch (error) { throw P.Object.assign(new P.TypeError("Failed to parse URL from " + input), { cause: error }); }
  if (request.signal?.aborted) throw request.signal.reason ?? new DOMException("This operation was aborted", "AbortError");
  const bytes = request.own.bytes === undefined ? undefined : await request.own.bytes;
  if (P.startsWith(request.url, "data:")) { const at = P.indexOf(request.url, ","); const text = decodeURIComponent(P.text(request.url, at + 1)); return new Response(P.includes(P.text(request.url, 0, at), ";base64") ? Buffer.from(text, "base64") : text); }
  const reply = exchange(request.method, request.url, [...request.headers], bytes, stack);
  await new P.Promise((resolve) => loop.later(resolve, 30));
  if (reply.failure) throw P.Object.assign(new P.TypeError("fetch failed"), { cause: reply.failure });
  const response = new Response(reply.body, { status: reply.status, statusText: reply.statusText, headers: reply.headers });
  response.own.url = request.url;
  return response;
}
class WebSocket extends EventTarget {
  constructor(address, protocols) {
    super();
    address = internal.addressOf(address);
    P.Object.assign(this, { url: P.String(address), readyState: 0, protocol: P.String(protocols ?? ""), binaryType: "blob", bufferedAmount: 0, extensions: "" });
    internal.record("net.connect", this.url, "websocket");
    internal.listen();
    loop.later(() => { this.readyState = 1; this.dispatchEvent(new Event("open")); loop.later(() => this.answer(), 20); }, 20);
  }
  answer() { if (this.readyState === 1 && !this.answered) { this.answered = true; this.dispatchEvent(new MessageEvent("message", { data: host.reply })); } }
  send(data) { internal.record("net.send", this.url, "websocket", typeof data === "string" ? data : bytesOf(data)); loop.later(() => this.answer(), 5); }
  close() { this.readyState = 3; loop.later(() => this.dispatchEvent(new Event("close"))); }
}
P.Object.assign(WebSocket, { CONNECTING: 0, OPEN: 1, CLOSING: 2, CLOSED: 3 });
class EventSource extends WebSocket {}
for (const [made, name] of [[Headers, "Headers"], [Request, "Request"], [Response, "Response"]]) P.defineProperty(made.prototype, P.Symbol.toStringTag, { value: name, configurable: true });
module.exports = { fetch, Headers, Request, Response, WebSocket, EventSource };
