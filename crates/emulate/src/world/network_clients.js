// Stand-ins for well-known clients of HTTP, sockets and block chains, where they are not installed.
const { exchange } = require("network");
const { Buffer } = require("buffer");
const loop = require("event_loop");
const { Readable } = require("stream");
const EventEmitter = require("events");
const addressOf = (options, more) => {
  if (typeof options === "string" || options instanceof globalThis.URL || internal.textOfReply(options) !== undefined) return [internal.addressOf(options), more ?? {}];
  const base = options?.baseURL ?? options?.prefixUrl ?? "";
  return [internal.addressOf(`${base}${options?.url ?? options?.uri ?? options?.href ?? ""}`), options ?? {}];
};
const bytesOf = (value) => {
  if (value === undefined || value === null) return undefined;
  if (value instanceof P.Uint8Array) return value;
  value = internal.textOfReply(value) ?? value;
  if (typeof value === "string") return internal.utf8(value);
  if (value instanceof globalThis.URLSearchParams) return internal.utf8(P.String(value));
  if (value instanceof globalThis.FormData) return value.encoded("----form031672098341");
  try { return internal.utf8(P.JSON.stringify(value) ?? ""); } catch { return internal.utf8(P.String(value)); }
};
const send = (method, first, more) => {
  const [address, options] = addressOf(first, more);
  const query = options.params ?? options.qs ?? options.searchParams;
  const full = query ? `${address}${P.includes(address, "?") ? "&" : "?"}${new globalThis.URLSearchParams(query)}` : address;
  const headers = P.Object.entries(options.headers ?? {});
  const given = options.data ?? options.body ?? (typeof options.json === "object" ? options.json : undefined) ?? options.form ?? options.formData;
  return exchange(P.String(options.method ?? method).toUpperCase(), full, headers, bytesOf(given));
};
const asObject = (pairs) => { const made = {}; for (const [name, value] of pairs) made[name] = value; return made; };
const textOf = (reply) => host.encode(internal.latin1(reply.body), "utf8");
const parsed = (text) => { try { return P.JSON.parse(text); } catch { return text; } };
const textOrObject = (reply) => internal.replyOf(textOf(reply)) ?? parsed(textOf(reply));
const isFailed = (reply) => reply.status >= 400;

const axiosResponse = (reply, config) => {
  const asked = config.responseType;
  const data = asked === "arraybuffer" ? Buffer.from(reply.body) : asked === "stream" ? Readable.from([Buffer.from(reply.body)]) : asked === "text" ? textOf(reply) : textOrObject(reply);
  return { data, status: reply.status, statusText: reply.statusText, headers: asObject(reply.headers), config, request: {} };
};
class AxiosError extends P.Error {
  constructor(message, code, config, request, response) {
    super(message);
    P.Object.assign(this, { code, config, request, response, status: response?.status, isAxiosError: true });
    P.defineProperty(this, "name", { value: "AxiosError", configurable: true });
  }
  toJSON() { return { message: this.message, name: this.name, code: this.code, status: this.status }; }
}
const axios = (defaults) => {
  const run = (method, first, body, config) => {
    const [address, options] = addressOf(first, config);
    const all = { ...defaults, ...options, ...(body !== undefined ? { data: body } : {}) };
    const full = /^[a-z]+:/i.test(address) ? address : `${defaults.baseURL ?? ""}${address}`;
    const reply = send(method, full, { ...all, method: all.method ?? method });
    if (reply.failure) return P.Promise.reject(P.Object.assign(new AxiosError(reply.failure.message, "ENOTFOUND", all, {}), { cause: reply.failure }));
    const response = axiosResponse(reply, all);
    const isValid = typeof all.validateStatus === "function" ? all.validateStatus(reply.status) : all.validateStatus === null || !isFailed(reply);
    if (isValid) return P.resolved(response);
    return P.Promise.reject(new AxiosError(`Request failed with status code ${reply.status}`, reply.status < 500 ? "ERR_BAD_REQUEST" : "ERR_BAD_RESPONSE", all, {}, response));
  };
  const client = (first, config) => run("GET", first, undefined, config);
  for (const method of ["get", "delete", "head", "options"]) client[method] = (address, config) => run(method, address, undefined, config);
  for (const method of ["post", "put", "patch", "postForm"]) client[method] = (address, body, config) => run(P.replace(method, "Form", ""), address, body, config);
  client.request = client;
  client.create = (more) => axios({ ...defaults, ...more });
  client.defaults = { headers: { common: {} }, ...defaults };
  client.interceptors = { request: { use() {} }, response: { use() {} } };
  client.isAxiosError = (error) => error?.isAxiosError === true;
  client.AxiosError = AxiosError;
  client.all = (list) => P.Promise.all(list);
  return client;
};
const classic = () => {
  const run = (method) => (first, more, callback) => {
    if (typeof more === "function") { callback = more; more = undefined; }
    const [, options] = addressOf(first, more);
    const reply = send(method, first, more);
    const done = callback ?? options.callback;
    const body = reply.failure ? undefined : options.json ? textOrObject(reply) : options.encoding === null ? Buffer.from(reply.body) : textOf(reply);
    const response = reply.failure ? undefined : { statusCode: reply.status, headers: asObject(reply.headers), body };
    if (done) loop.later(() => done(reply.failure ?? null, response, body));
    const stream = Readable.from(reply.failure ? [] : [Buffer.from(reply.body)]);
    if (response) loop.later(() => stream.emit("response", response));
    stream.then = undefined;
    return P.Object.assign(stream, { promise: () => (reply.failure ? P.Promise.reject(reply.failure) : P.resolved(body)), catch: () => stream, form: () => ({ append() {} }), auth: () => stream });
  };
  const client = run("GET");
  for (const method of ["get", "post", "put", "patch", "delete", "head"]) client[method] = run(method.toUpperCase());
  client.defaults = () => client;
  client.jar = () => ({});
  return client;
};
const promising = () => {
  const run = (method) => (first, more) => {
    const [, options] = addressOf(first, more);
    const reply = send(method, first, more);
    const text = reply.failure ? "" : textOf(reply);
    const body = options.responseType === "json" || options.json === true ? textOrObject(reply) : text;
    const response = { body, text, statusCode: reply.status, status: reply.status, statusMessage: reply.statusText, headers: asObject(reply.headers ?? []), ok: !isFailed(reply) };
    const failure = reply.failure ?? (isFailed(reply) && options.throwHttpErrors !== false ? P.Object.assign(new P.Error(`Response code ${reply.status} (${reply.statusText})`), { name: "HTTPError", code: "ERR_NON_2XX_3XX_RESPONSE", response, status: reply.status }) : undefined);
    const settle = (make) => { if (!failure) return P.resolved(make()); const promise = P.Promise.reject(failure); P.then(promise, undefined, () => {}); return promise; };
    const promise = settle(() => response);
    const object = () => settle(() => textOrObject(reply));
    return P.Object.assign(promise, { json: object, text: () => settle(() => text), buffer: () => settle(() => Buffer.from(reply.body)), arrayBuffer: () => settle(() => new P.Uint8Array(reply.body).buffer), set: () => promise, send: () => promise, query: () => promise, type: () => promise, end: (callback) => { void callback(failure ?? null, { ...response, body: textOrObject(reply) }); } });
  };
  const client = run("GET");
  for (const method of ["get", "post", "put", "patch", "delete", "head"]) client[method] = run(method.toUpperCase());
  client.extend = client.create = () => client;
  client.default = client;
  return client;
};
const fetching = () => {
  const client = (...parts) => globalThis.fetch(...parts);
  const request = async (address, options) => { const reply = await globalThis.fetch(address, options); return { statusCode: reply.status, headers: {}, body: reply }; };
  return P.Object.assign(client, { default: client, fetch: client, Headers: globalThis.Headers, Request: globalThis.Request, Response: globalThis.Response, request });
};

/** A socket.io client: it connects, and every event that it waits for comes once, with a reply. */
const socketIo = () => {
  const connect = (address, options) => {
    const socket = new EventEmitter();
    const place = internal.addressOf(typeof address === "object" ? address?.url ?? "" : address ?? "");
    internal.record("net.connect", place, "socket.io");
    internal.listen();
    const { on, emit: fire } = socket;
    const waited = new P.Set();
    const wait = (name, listener) => {
      P.apply(on, socket, [name, listener]);
      if (waited.has(name)) return socket;
      waited.add(name);
      const quiet = ["disconnect", "error", "connect_error", "close"];
      loop.later(() => { if (!quiet.includes(name)) P.apply(fire, socket, name === "connect" ? [name] : [name, internal.replyObject(), (...parts) => send(name, parts)]); }, name === "connect" ? 10 : 40);
      return socket;
    };
    const send = (name, parts) => { let text; try { text = P.JSON.stringify([name, ...parts]); } catch { text = P.String(name); } internal.record("net.send", place, "socket.io", text); };
    void options;
    return P.Object.assign(socket, { connected: true, id: "b1k2", on: wait, once: wait, io: socket, emit(name, ...parts) { send(name, parts.filter((one) => typeof one !== "function")); const done = parts.find((one) => typeof one === "function"); if (done) loop.later(() => done(internal.replyObject()), 20); return socket; }, connect: () => socket, open: () => socket, disconnect: () => socket, close: () => socket, volatile: socket });
  };
  return P.Object.assign(connect, { io: connect, connect, default: connect, Manager: class Manager { socket(name) { return connect(name); } } });
};
/** The class of `ws`: both an emitter and an event target. */
const webSocket = () => {
  class WebSocket extends EventEmitter {
    constructor(address) {
      super();
      const inner = new (require("fetch").WebSocket)(internal.addressOf(address));
      P.defineProperty(this, "inner", { value: inner });
      inner.onopen = (event) => { this.readyState = 1; this.onopen?.(event); this.emit("open"); };
      inner.onmessage = (event) => { this.onmessage?.(event); this.emit("message", Buffer.from(P.String(event.data)), false); };
      inner.onclose = (event) => { this.onclose?.(event); this.emit("close", 1000, Buffer.from("")); };
      this.readyState = 0;
    }
    send(data, ...rest) { this.inner.send(data); const done = rest.find((one) => typeof one === "function"); if (done) loop.later(() => done()); }
    addEventListener(name, listener) { this[`on${name}`] = listener; }
    ping() {}
    pong() {}
    close() { this.inner.close(); }
    terminate() { this.inner.close(); }
  }
  class WebSocketServer extends EventEmitter { constructor(options) { super(); internal.record("net.listen", `:${options?.port ?? 0}`); } close() {} }
  return P.Object.assign(WebSocket, { WebSocket, default: WebSocket, WebSocketServer, Server: WebSocketServer, OPEN: 1, CONNECTING: 0, CLOSED: 3, CLOSING: 2 });
};

const makers = { axios: () => { const client = axios({}); client.default = client; client.axios = client; return client; }, "socket.io-client": socketIo, ws: webSocket, request: classic, needle: classic };
/** The stand-in for the package `name`. */
exports.client = (name) => {
  if (name in makers) return makers[name]();
  if (require("network_chain").isLibrary(name)) return require("network_chain").library(name);
  if (P.startsWith(name, "request-")) { const client = classic(); const wrap = (one) => (...parts) => one(...parts).promise(); return P.Object.assign(wrap(client), { get: wrap(client.get), post: wrap(client.post) }); }
  if (P.includes(name, "fetch") || name === "undici") return fetching();
  return promising();
};
