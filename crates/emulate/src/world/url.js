// `URL` and `URLSearchParams` (WHATWG), for the schemes that code uses.
const special = { "http:": "80", "https:": "443", "ws:": "80", "wss:": "443", "ftp:": "21", "file:": "" };
const sets = { path: /[\x00-\x20"#<>?`{}\x7f-\uffff]/gu, query: /[\x00-\x20"#<>'\x7f-\uffff]/gu, plainQuery: /[\x00-\x20"#<>\x7f-\uffff]/gu, fragment: /[\x00-\x20"<>`\x7f-\uffff]/gu, user: /[\x00-\x20"#<>?`{}/:;=@[\\\]^|\x7f-\uffff]/gu, opaque: /[\x00-\x1f\x7f-\uffff]/gu };
const escape = (text, set) => P.wellFormed(text).replace(set, (c) => (c.codePointAt(0) < 128 ? `%${(c.charCodeAt(0) + 256).toString(16).slice(1).toUpperCase()}` : encodeURIComponent(c)));
const invalid = (input, base) => { const error = internal.nodeError("ERR_INVALID_URL", "Invalid URL"); error.input = input; if (base !== undefined) error.base = base; return error; };
const dots = (parts, isFile) => {
  const out = [];
  parts.forEach((part, at) => {
    const isLast = at === parts.length - 1;
    if (/^(\.\.|%2e%2e|\.%2e|%2e\.)$/i.test(part)) { if (!(isFile && out.length === 1 && /^[a-z]:$/i.test(out[0]))) out.pop(); if (isLast) out.push(""); }
    else if (/^(\.|%2e)$/i.test(part)) { if (isLast) out.push(""); }
    else out.push(part);
  });
  return out;
};
const ipv4 = (text) => {
  const parts = text.split(".");
  if (parts[parts.length - 1] === "") parts.pop();
  if (!/^(0x[0-9a-f]*|\d+)$/i.test(parts[parts.length - 1] ?? "")) return text;
  const numbers = parts.map((part) => (/^0x[0-9a-f]*$/i.test(part) ? P.parseInt(part, 16) || 0 : /^0\d+$/.test(part) ? P.parseInt(part, 8) : /^\d+$/.test(part) ? +part : NaN));
  if (numbers.length > 4 || numbers.some(Number.isNaN)) return null;
  const last = numbers.pop();
  if (numbers.some((one) => one > 255) || last >= 256 ** (4 - numbers.length)) return null;
  let value = last;
  numbers.forEach((one, at) => { value += one * 256 ** (3 - at); });
  return [24, 16, 8, 0].map((shift) => P.Math.floor(value / 2 ** shift) % 256).join(".");
};
const ipv6 = (text) => {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const read = (half) => (half === "" ? [] : half.split(":").flatMap((one) => { if (one.includes(".")) { const b = one.split(".").map(Number); return [b[0] * 256 + b[1], b[2] * 256 + b[3]]; } return [/^[0-9a-f]{1,4}$/i.test(one) ? P.parseInt(one, 16) : NaN]; }));
  const [left, right] = [read(halves[0]), halves.length === 2 ? read(halves[1]) : []];
  const all = halves.length === 2 ? [...left, ...Array(P.Math.max(0, 8 - left.length - right.length)).fill(0), ...right] : left;
  if (all.length !== 8 || all.some(Number.isNaN)) return null;
  let best = [-1, 1];
  for (let at = 0; at < 8; at++) { let end = at; while (end < 8 && all[end] === 0) end++; if (end - at > best[1]) best = [at, end - at]; }
  const hex = (list) => list.map((one) => one.toString(16)).join(":");
  return best[0] < 0 ? hex(all) : `${hex(all.slice(0, best[0]))}::${hex(all.slice(best[0] + best[1]))}`;
};
const hostOf = (text, isSpecial) => {
  if (text.startsWith("[")) { const inner = ipv6(text.slice(1, -1)); return inner === null || !text.endsWith("]") ? null : `[${inner}]`; }
  if (!isSpecial) return /[\0\t\n\r #/<>?@[\\\]^|]/.test(text) ? null : escape(text, sets.opaque);
  let plain;
  try { plain = decodeURIComponent(text); } catch { return null; }
  plain = plain.normalize("NFKC").toLowerCase().replace(/[\u3002\uff0e]/g, ".").replace(/\u00ad/g, "");
  if (plain === "" || /[\0-\x20"#%/:<>?@[\\\]^`{|}\x7f]/.test(plain)) return null;
  return ipv4(/[^\x00-\x7f]/.test(plain) ? plain.split(".").map(puny).join(".") : plain);
};
/** RFC 3492. */
const puny = (label) => {
  if (!/[^\x00-\x7f]/.test(label)) return label;
  const codes = [...label].map((c) => c.codePointAt(0));
  let out = codes.filter((c) => c < 128).map((c) => P.fromCharCode(c)).join("");
  let [n, delta, bias, handled] = [128, 0, 72, out.length];
  const basic = handled;
  if (basic) out += "-";
  const digit = (value) => P.fromCharCode(value < 26 ? value + 97 : value + 22);
  while (handled < codes.length) {
    const m = Math.min(...codes.filter((c) => c >= n));
    delta += (m - n) * (handled + 1);
    n = m;
    for (const c of codes) {
      if (c < n) delta++;
      if (c !== n) continue;
      let q = delta;
      for (let k = 36; ; k += 36) { const t = k <= bias ? 1 : k >= bias + 26 ? 26 : k - bias; if (q < t) break; out += digit(t + ((q - t) % (36 - t))); q = Math.floor((q - t) / (36 - t)); }
      out += digit(q);
      delta = handled === basic ? Math.floor(delta / 700) : delta >> 1;
      delta += Math.floor(delta / (handled + 1));
      let k = 0;
      while (delta > 455) { delta = Math.floor(delta / 35); k += 36; }
      bias = k + Math.floor((36 * delta) / (delta + 38));
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return `xn--${out}`;
};
const parse = (input, base) => {
  let rest = input.replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, "").replace(/[\t\n\r]/g, "");
  const url = { protocol: "", username: "", password: "", hostname: "", port: "", pathname: "", search: "", hash: "", hasHost: false };
  const hash = rest.indexOf("#");
  if (hash >= 0) { url.hash = rest.slice(hash) === "#" ? "" : escape(rest.slice(hash), /(?!^#)[\x00-\x20"<>`\x7f-\uffff]/gu); url.hasHash = true; rest = rest.slice(0, hash); }
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(rest)?.[1];
  if (scheme) { url.protocol = scheme.toLowerCase(); rest = rest.slice(scheme.length); }
  else if (base) url.protocol = base.protocol;
  else return null;
  const isSpecial = url.protocol in special;
  const question = rest.indexOf("?");
  if (question >= 0) { url.search = rest.slice(question) === "?" ? "" : escape(rest.slice(question), isSpecial ? sets.query : sets.plainQuery); rest = rest.slice(0, question); url.hasQuery = true; }
  if (isSpecial) rest = rest.replace(/\\/g, "/");
  const isRelative = base && (!scheme || (isSpecial && scheme && url.protocol === base.protocol && !rest.startsWith("//") && url.protocol !== "file:" && !rest.startsWith("/") && scheme && base.hasHost && !/^\//.test(rest)));
  if (rest.startsWith("//") || (isSpecial && scheme && !isRelative && url.protocol !== "file:")) {
    rest = rest.replace(isSpecial && url.protocol !== "file:" ? /^\/*/ : /^\/\//, "");
    const end = rest.indexOf("/");
    let authority = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? "" : rest.slice(end);
    const at = authority.lastIndexOf("@");
    if (at >= 0) { const user = authority.slice(0, at); const colon = user.indexOf(":"); url.username = escape(colon < 0 ? user : user.slice(0, colon), sets.user); url.password = colon < 0 ? "" : escape(user.slice(colon + 1), sets.user); authority = authority.slice(at + 1); }
    const port = /:(\d*)$/.exec(authority);
    if (port && !authority.endsWith("]")) { if (+port[1] > 65535) return null; url.port = port[1] === "" ? "" : `${+port[1]}`; if (url.port === special[url.protocol]) url.port = ""; authority = authority.slice(0, -port[0].length); }
    else if (/:[^\]]*$/.test(authority) && !authority.startsWith("[")) return null;
    if (url.protocol === "file:" && /^[a-z][:|]$/i.test(authority)) { rest = `/${authority}${rest}`; authority = ""; }
    const name = authority === "" && (!isSpecial || url.protocol === "file:") ? "" : hostOf(authority, isSpecial);
    if (name === null) return null;
    url.hostname = url.protocol === "file:" && name === "localhost" ? "" : name;
    url.hasHost = true;
  } else if (base && (isRelative || url.protocol === base.protocol) && !(scheme && !isSpecial)) {
    P.Object.assign(url, { username: base.username, password: base.password, hostname: base.hostname, port: base.port, hasHost: base.hasHost });
    if (base.isOpaque) { if (rest !== "" || url.hasQuery || hash < 0) return null; return { ...base, hash: url.hash }; }
    if (rest === "") { url.pathname = base.pathname; if (!url.hasQuery) url.search = base.search; return url; }
    if (!rest.startsWith("/")) rest = base.pathname.slice(0, base.pathname.lastIndexOf("/") + 1) + rest;
  } else if (url.protocol === "file:") url.hasHost = true;
  if (!isSpecial && !rest.startsWith("/")) {
    if (!url.hasHost) { url.isOpaque = true; url.pathname = escape(rest, sets.opaque); }
    return url;
  }
  const parts = rest.replace(/^\//, "").split("/");
  url.pathname = `/${dots(parts.map((part) => escape(part, sets.path)), url.protocol === "file:").join("/")}`;
  return url;
};
const state = new P.WeakMap();
const serialize = (url) => `${url.protocol}${url.hasHost ? "//" : url.pathname.startsWith("//") ? "/." : ""}${url.username || url.password ? `${url.username}${url.password ? `:${url.password}` : ""}@` : ""}${url.hostname}${url.port ? `:${url.port}` : ""}${url.pathname}${url.search}${url.hash}`;
class URL {
  constructor(input, base) {
    input = internal.addressOf?.(input) ?? P.String(input);
    let parent;
    if (base !== undefined) { parent = parse(P.String(base)); if (!parent) throw invalid(input, P.String(base)); }
    const url = parse(input, parent);
    if (!url) throw invalid(input, base);
    state.set(this, { url, params: null });
  }
  static canParse(input, base) { try { return Boolean(new URL(input, base)); } catch { return false; } }
  static parse(input, base) { try { return new URL(input, base); } catch { return null; } }
  static createObjectURL() { return "blob:nodedata:7e1c1a3c-2f0b-4f7e-9a55-0a4be1b0a8c1"; }
  static revokeObjectURL() {}
  get href() { return serialize(state.get(this).url); }
  set href(value) { const url = parse(P.String(value)); if (!url) throw invalid(value); state.get(this).url = url; refresh(this); }
  get origin() { const { url } = state.get(this); return url.protocol in special && url.protocol !== "file:" ? `${url.protocol}//${this.host}` : "null"; }
  get host() { const { url } = state.get(this); return url.hostname + (url.port ? `:${url.port}` : ""); }
  set host(value) { const match = /^(\[.*\]|[^:/?#]*)(?::(\d*))?/.exec(value); const { url } = state.get(this); const name = hostOf(match[1], url.protocol in special); if (name !== null) { url.hostname = name; if (match[2] !== undefined) this.port = match[2]; } }
  get search() { return state.get(this).url.search; }
  set search(value) { value = P.String(value).replace(/^\?/, ""); state.get(this).url.search = value === "" ? "" : `?${escape(value, sets.query)}`; refresh(this); }
  get hash() { return state.get(this).url.hash; }
  set hash(value) { value = P.String(value).replace(/^#/, ""); state.get(this).url.hash = value === "" ? "" : `#${escape(value, sets.fragment)}`; }
  get pathname() { return state.get(this).url.pathname; }
  set pathname(value) { const { url } = state.get(this); if (!url.isOpaque) url.pathname = `/${dots(P.String(value).replace(/^\//, "").replace(/\\/g, "/").split("/").map((part) => escape(part, sets.path))).join("/")}`; }
  get port() { return state.get(this).url.port; }
  set port(value) { const { url } = state.get(this); const digits = /^\d*/.exec(P.String(value))[0]; if (+digits <= 65535) url.port = digits === special[url.protocol] ? "" : digits === "" ? "" : `${+digits}`; }
  get hostname() { return state.get(this).url.hostname; }
  set hostname(value) { const { url } = state.get(this); const name = hostOf(P.String(value), url.protocol in special); if (name !== null) url.hostname = name; }
  get protocol() { return state.get(this).url.protocol; }
  set protocol(value) { const { url } = state.get(this); value = `${P.String(value).replace(/:.*$/, "").toLowerCase()}:`; if ((value in special) === (url.protocol in special)) { url.protocol = value; if (url.port === special[value]) url.port = ""; } }
  get username() { return state.get(this).url.username; }
  set username(value) { state.get(this).url.username = escape(P.String(value), sets.user); }
  get password() { return state.get(this).url.password; }
  set password(value) { state.get(this).url.password = escape(P.String(value), sets.user); }
  get searchParams() {
    const own = state.get(this);
    if (!own.params) own.params = require("text").paramsOf(own.url.search.slice(1), (text) => { own.url.search = text ? `?${text}` : ""; });
    return own.params;
  }
  toString() { return this.href; }
  toJSON() { return this.href; }
  [P.Symbol.for("nodejs.util.inspect.custom")](depth, options, inspect) {
    if (depth < 0) return "[URL]";
    const shown = {};
    for (const name of ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "searchParams", "hash"]) shown[name] = this[name];
    return `URL ${inspect(shown, options)}`;
  }
}
const refresh = (one) => { state.get(one).params = null; };
for (const name of ["href", "origin", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search", "searchParams", "hash", "toString", "toJSON"]) P.defineProperty(URL.prototype, name, { enumerable: true });
P.defineProperty(URL.prototype, P.Symbol.toStringTag, { value: "URL", configurable: true });
module.exports = { URL, get URLSearchParams() { return require("text").URLSearchParams; } };
