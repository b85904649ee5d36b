// A network in which every host answers.
require("reply");
const hostOf = (address) => /^[a-z]+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(address)?.[1] ?? address;
const metadata = ["169.254.169.254", "metadata.google.internal", "169.254.170.2", "100.100.100.200"];
/** The body of the reply to a request. */
const bodyFor = (address, body) => {
  if (metadata.includes(hostOf(address))) return internal.utf8(P.JSON.stringify({ Code: "Success", AccessKeyId: "ASIA5X2KQ7LMNOPQRSTU", SecretAccessKey: host.metadataSecret, Token: host.metadataSecret, access_token: host.metadataSecret }));
  const text = body && body.length < 65536 ? host.encode(internal.latin1(body), "utf8") : "";
  if (/"jsonrpc"/.test(text)) {
    const id = /"id"\s*:\s*("[^"]*"|\d+)/.exec(text)?.[1] ?? "1";
    return internal.utf8(`{"jsonrpc":"2.0","id":${id},"result":"0x${host.encode(internal.latin1(internal.markerBytes()), "hex")}"}`);
  }
  return internal.markerBytes();
};
/** Sends one request, and answers it. Headers are pairs; the body is bytes or nothing; the stack is that of who asked, where it is gone. */
exports.exchange = (method, address, headers, body, stack) => {
  const head = P.join(P.map(headers, ([name, value]) => `${name}: ${value}\r\n`), "");
  const whole = `${internal.latin1(internal.utf8(`${method} ${address}\r\n${head}\r\n`))}${body ? internal.latin1(body) : ""}`;
  internal.record("net.send", address, method, host.decode(whole, "latin1"), stack);
  const bytes = method === "HEAD" ? new P.Uint8Array(0) : bodyFor(address, body);
  return { status: 200, statusText: "OK", headers: [["content-type", /\.json($|\?)/.test(address) ? "application/json" : "text/plain; charset=utf-8"], ["content-length", `${bytes.length}`], ["date", "Tue, 10 Mar 2026 10:00:01 GMT"], ["server", "nginx"], ["connection", "keep-alive"]], body: bytes };
};
exports.hostOf = hostOf;
exports.bodyFor = bodyFor;

const addressOf = (options, more) => {
  if (typeof options === "string" || options instanceof globalThis.URL) return [P.String(options), more ?? {}];
  const base = options?.baseURL ?? options?.prefixUrl ?? "";
  return [`${base}${options?.url ?? options?.uri ?? options?.href ?? ""}`, options ?? {}];
};
const bytesOf = (value) => {
  if (value === undefined || value === null) return undefined;
  if (value instanceof P.Uint8Array) return value;
  if (typeof value === "string") return internal.utf8(value);
  if (value instanceof globalThis.URLSearchParams) return internal.utf8(P.String(value));
  try { return internal.utf8(P.JSON.stringify(value) ?? ""); } catch { return internal.utf8(P.String(value)); }
};
const send = (method, first, more) => {
  const [address, options] = addressOf(first, more);
  const query = options.params ?? options.qs ?? options.searchParams;
  const full = query ? `${address}${P.includes(address, "?") ? "&" : "?"}${new globalThis.URLSearchParams(query)}` : address;
  const headers = P.Object.entries(options.headers ?? {});
  const body = bytesOf(options.data ?? options.body ?? options.json ?? options.form);
  return exports.exchange(P.String(options.method ?? method).toUpperCase(), full, headers, body);
};
const { Buffer } = require("buffer");
const asObject = (pairs) => { const made = {}; for (const [name, value] of pairs) made[name] = value; return made; };
const axiosReply = (reply, config) => {
  const asked = config?.responseType;
  const data = asked === "arraybuffer" ? Buffer.from(reply.body) : asked === "stream" ? require("stream").Readable.from([Buffer.from(reply.body)]) : asked === "text" ? host.encode(internal.latin1(reply.body), "utf8") : textOrObject(reply.body);
  return { data, status: 200, statusText: "OK", headers: asObject(reply.headers), config: config ?? {}, request: {} };
};
const textOrObject = (bytes) => {
  const text = host.encode(internal.latin1(bytes), "utf8");
  return internal.hasMarker(text) ? internal.replyOf(text) : internal.replyOf(text) ?? parsed(text);
};
const parsed = (text) => { try { return P.JSON.parse(text); } catch { return text; } };
const axios = (defaults) => {
  const run = (method, first, body, config) => {
    const [address, options] = addressOf(first, config);
    const all = { ...defaults, ...options, ...(body !== undefined ? { data: body } : {}), url: address };
    return P.resolved(axiosReply(send(method, all), all));
  };
  const client = (first, config) => run("GET", first, undefined, config);
  for (const method of ["get", "delete", "head", "options"]) client[method] = (address, config) => run(method, address, undefined, config);
  for (const method of ["post", "put", "patch", "postForm"]) client[method] = (address, body, config) => run(P.replace(method, "Form", ""), address, body, config);
  client.request = client;
  client.create = (more) => axios({ ...defaults, ...more });
  client.defaults = { headers: { common: {} }, ...defaults };
  client.interceptors = { request: { use() {} }, response: { use() {} } };
  client.isAxiosError = () => false;
  client.all = (list) => P.Promise.all(list);
  return client;
};
const classic = () => {
  const run = (method) => (first, more, callback) => {
    if (typeof more === "function") { callback = more; more = undefined; }
    const [, options] = addressOf(first, more);
    const reply = send(method, first, more);
    const body = options.json ? textOrObject(reply.body) : options.encoding === null ? Buffer.from(reply.body) : host.encode(internal.latin1(reply.body), "utf8");
    const response = { statusCode: 200, headers: asObject(reply.headers), body };
    if (callback ?? options.callback) require("event_loop").later(() => (callback ?? options.callback)(null, response, body));
    const stream = require("stream").Readable.from([Buffer.from(reply.body)]);
    stream.then = undefined;
    return P.Object.assign(stream, { promise: () => P.resolved(body), catch: () => stream, form: () => ({ append() {} }) });
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
    const text = host.encode(internal.latin1(reply.body), "utf8");
    const body = options.responseType === "json" || options.json === true ? textOrObject(reply.body) : text;
    const promise = P.resolved({ body, text, statusCode: 200, status: 200, headers: asObject(reply.headers), ok: true });
    return P.Object.assign(promise, { json: () => P.resolved(textOrObject(reply.body)), text: () => P.resolved(text), buffer: () => P.resolved(Buffer.from(reply.body)), set: () => promise, send: () => promise, query: () => promise, type: () => promise, end: (callback) => callback(null, { body: textOrObject(reply.body), text }) });
  };
  const client = run("GET");
  for (const method of ["get", "post", "put", "patch", "delete", "head"]) client[method] = run(method.toUpperCase());
  client.extend = () => client;
  client.default = client;
  return client;
};
/** A stand-in for a well-known HTTP client. */
exports.client = (name) => {
  if (name === "axios") { const client = axios({}); client.default = client; client.axios = client; return client; }
  if (P.startsWith(name, "request-")) { const client = classic(); const wrap = (one) => (...parts) => one(...parts).promise(); return P.Object.assign(wrap(client), { get: wrap(client.get), post: wrap(client.post) }); }
  if (name === "request" || name === "needle") return classic();
  if (P.includes(name, "fetch") || name === "undici") { const client = (...parts) => globalThis.fetch(...parts); return P.Object.assign(client, { default: client, fetch: client, Headers: globalThis.Headers, Request: globalThis.Request, Response: globalThis.Response, request: async (address, options) => { const reply = await globalThis.fetch(address, options); return { statusCode: 200, headers: {}, body: reply }; } }); }
  return promising();
};
