// `dns`: every name exists.
const loop = require("event_loop");
const address = "203.0.113.10";
const answers = { A: [address], AAAA: ["2001:db8::10"], TXT: () => { internal.listen(); return [[host.reply]]; }, MX: [{ exchange: "mx.example", priority: 10 }], NS: ["ns1.example"], CNAME: ["host.example"], SRV: [{ name: "host.example", port: 443, priority: 1, weight: 1 }], PTR: ["host.example"], SOA: { nsname: "ns1.example", hostmaster: "root.example", serial: 1 }, CAA: [], ANY: [{ type: "A", address }], NAPTR: [] };
const answerOf = (kind) => (typeof answers[kind] === "function" ? answers[kind]() : answers[kind] ?? [address]);
const ask = (name, kind) => { internal.needString(name, "hostname"); internal.record("dns.lookup", name, kind); };
const lookup = (name, options) => { ask(name, "A"); const one = { address: name === "localhost" ? "127.0.0.1" : /^[\d.]+$/.test(name) ? name : address, family: 4 }; return options?.all ? [one] : one; };
const calls = { resolve: (name, kind = "A") => { ask(name, kind); return answerOf(kind); }, reverse: (ip) => { ask(ip, "PTR"); return ["host.example"]; } };
for (const [call, kind] of P.Object.entries({ resolve4: "A", resolve6: "AAAA", resolveTxt: "TXT", resolveMx: "MX", resolveNs: "NS", resolveCname: "CNAME", resolveSrv: "SRV", resolvePtr: "PTR", resolveSoa: "SOA", resolveCaa: "CAA", resolveAny: "ANY", resolveNaptr: "NAPTR" })) calls[call] = (name) => { ask(name, kind); return answerOf(kind); };
const promises = { lookup: async (name, options) => lookup(name, options), lookupService: async () => ({ hostname: "host.example", service: "https" }), setServers() {}, getServers: () => ["127.0.0.53"], getDefaultResultOrder: () => "verbatim", setDefaultResultOrder() {} };
const dns = { lookup(name, options, callback) { if (typeof options === "function") { callback = options; options = {}; } internal.needFunction(callback); const found = lookup(name, typeof options === "number" ? {} : options); loop.later(() => (P.isArray(found) ? callback(null, found) : callback(null, found.address, found.family))); }, lookupService(_, __, callback) { loop.later(() => callback(null, "host.example", "https")); } };
for (const name of P.Object.keys(calls)) {
  promises[name] = async (...parts) => calls[name](...parts);
  dns[name] = (...parts) => { const callback = parts[parts.length - 1]; internal.needFunction(callback); const found = calls[name](...parts.slice(0, -1)); loop.later(() => callback(null, found)); };
}
class Resolver { setServers(list) { internal.record("dns.lookup", P.join(P.map(list, P.String), ","), "servers"); } getServers() { return ["127.0.0.53"]; } cancel() {} setLocalAddress() {} }
for (const name of P.Object.keys(calls)) Resolver.prototype[name] = function (...parts) { return dns[name](...parts); };
class PromiseResolver extends Resolver {}
for (const name of P.Object.keys(calls)) PromiseResolver.prototype[name] = function (...parts) { return promises[name](...parts); };
promises.Resolver = PromiseResolver;
const codes = {};
for (const name of ["NODATA", "FORMERR", "SERVFAIL", "NOTFOUND", "NOTIMP", "REFUSED", "TIMEOUT", "CONNREFUSED", "CANCELLED"]) codes[name] = `E${name}`;
module.exports = { ...dns, Resolver, promises, setServers() {}, getServers: () => ["127.0.0.53"], getDefaultResultOrder: () => "verbatim", setDefaultResultOrder() {}, ADDRCONFIG: 32, V4MAPPED: 8, ALL: 16, ...codes };
