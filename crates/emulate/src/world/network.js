// A network in which every host answers, in the shape that it was asked for.
require("reply");
const chain = require("network_chain");
const hostOf = (address) => /^[a-z]+:\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/?#]*)/i.exec(address)?.[1] ?? address;
const metadata = ["169.254.169.254", "metadata.google.internal", "169.254.170.2", "100.100.100.200"];
const json = (value) => internal.utf8(P.JSON.stringify(value));
/** The body of the reply to a request. */
const bodyFor = (address, body) => {
  const name = hostOf(address);
  if (metadata.includes(name)) return json({ Code: "Success", AccessKeyId: "ASIA5X2KQ7LMNOPQRSTU", SecretAccessKey: host.metadataSecret, Token: host.metadataSecret, access_token: host.metadataSecret });
  // The caller of an export chose this host: what it says is no stranger's.
  if (name === host.callerHost) return json({ ok: true, status: "ok", data: [], message: "hello" });
  if (internal.pageReply?.(name)) return internal.pageReply(name);
  const text = body && body.length < 65536 ? host.encode(internal.latin1(body), "utf8") : "";
  return (/"jsonrpc"/.test(text) ? chain.answer(text) : undefined) ?? internal.replyBytes();
};
const types = (address) => (/\.json($|\?)/.test(address) ? "application/json" : "text/plain; charset=utf-8");
/** Sends one request, and answers it. Headers are pairs; the body is bytes or nothing; the stack is that of who asked, where it is gone. */
exports.exchange = (method, address, headers, body, stack) => {
  const head = P.join(P.map(headers, ([name, value]) => `${name}: ${value}\r\n`), "");
  const whole = `${internal.latin1(internal.utf8(`${method} ${address}\r\n${head}\r\n`))}${body ? internal.latin1(body) : ""}`;
  // What the page's own user sends to the shop is nobody's doing.
  if (!internal.pageReply?.(hostOf(address))) internal.record("net.send", address, method, host.decode(whole, "latin1"), stack);
  internal.listen();
  if (internal.pageSent && body) internal.pageSent(address, host.encode(internal.latin1(body), "utf8"));
  const isOurs = metadata.includes(hostOf(address)) || Boolean(internal.pageReply?.(hostOf(address))) || hostOf(address) === host.callerHost;
  if (host.isOffline && !isOurs) return { failure: unreachable(hostOf(address)) };
  const bytes = method === "HEAD" ? new P.Uint8Array(0) : bodyFor(address, body);
  const status = isOurs ? 200 : host.replyStatus;
  return { status, statusText: phrases[status] ?? "OK", headers: [["content-type", types(address)], ["content-length", `${bytes.length}`], ["date", "Tue, 10 Mar 2026 10:00:01 GMT"], ["server", "nginx"], ["connection", "keep-alive"]], body: bytes };
};
const phrases = { 200: "OK", 302: "Found", 403: "Forbidden", 404: "Not Found", 500: "Internal Server Error" };
const unreachable = (name) => { const error = internal.systemError("ENOTFOUND", "getaddrinfo"); error.message = `getaddrinfo ENOTFOUND ${name}`; error.hostname = name; return error; };
exports.hostOf = hostOf;
exports.bodyFor = bodyFor;
exports.client = (name) => require("network_clients").client(name);
