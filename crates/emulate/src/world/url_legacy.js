// `url`: the legacy parser, and conversions of file addresses.
const { URL, URLSearchParams } = require("url");
const querystring = require("querystring");
const hasHost = ["http:", "https:", "ftp:", "gopher:", "file:", "ws:", "wss:"];
function Url() { for (const name of ["protocol", "slashes", "auth", "host", "port", "hostname", "hash", "search", "query", "pathname", "path", "href"]) this[name] = null; }
const parse = (text, parsesQuery, slashesDenoteHost) => {
  if (text instanceof Url) return text;
  internal.needString(text, "url");
  const made = new Url();
  let rest = text.trim();
  const cut = rest.indexOf("#");
  if (cut >= 0) { made.hash = rest.slice(cut).replace(/[ "<>`]/g, encodeURIComponent); rest = rest.slice(0, cut); }
  const question = rest.indexOf("?");
  const before = question < 0 ? rest : rest.slice(0, question);
  const protocol = /^([a-z][a-z0-9.+-]*:)/i.exec(before)?.[1];
  if (protocol) { made.protocol = protocol.toLowerCase(); rest = rest.slice(protocol.length); }
  if ((slashesDenoteHost || protocol) && rest.startsWith("//") && made.protocol !== "javascript:") { made.slashes = true; rest = rest.slice(2); }
  if (made.slashes || (protocol && !["javascript:", "mailto:", "data:"].includes(made.protocol) && hasHost.includes(made.protocol) && made.slashes)) {
    const end = rest.search(/[/?\\]/);
    let authority = end < 0 ? rest : rest.slice(0, end);
    rest = end < 0 ? "" : rest.slice(end).replace(/\\/g, "/");
    const at = authority.lastIndexOf("@");
    if (at >= 0) { made.auth = decodeURIComponent(authority.slice(0, at)); authority = authority.slice(at + 1); }
    const port = /:(\d*)$/.exec(authority);
    if (port) { if (port[1]) made.port = port[1]; authority = authority.slice(0, -port[0].length); }
    made.hostname = authority.toLowerCase().replace(/^\[(.*)\]$/, "$1");
    made.host = (authority.toLowerCase() || "") + (made.port ? `:${made.port}` : "");
  }
  const mark = rest.indexOf("?");
  if (mark >= 0) { made.search = rest.slice(mark); made.query = parsesQuery ? querystring.parse(rest.slice(mark + 1)) : rest.slice(mark + 1); rest = rest.slice(0, mark); }
  else if (parsesQuery) { made.search = null; made.query = P.Object.create(null); }
  const escape = (value) => value.replace(/[ "<>`{}|\\^']/g, (c) => (c === "'" ? "%27" : encodeURIComponent(c)));
  if (made.search) { made.search = escape(made.search); if (!parsesQuery) made.query = made.search.slice(1); }
  if (rest) made.pathname = escape(rest);
  if (made.slashes && hasHost.includes(made.protocol) && !made.pathname) made.pathname = "/";
  if (made.pathname || made.search) made.path = (made.pathname ?? "") + (made.search ?? "");
  made.href = format(made);
  return made;
};
const format = (value, options) => {
  if (typeof value === "string") value = parse(value);
  if (value instanceof URL) {
    const copy = new URL(value.href);
    if (options?.fragment === false) copy.hash = "";
    if (options?.search === false) copy.search = "";
    if (options?.auth === false) { copy.username = ""; copy.password = ""; }
    return copy.href;
  }
  if (typeof value !== "object" || value === null) throw internal.argumentType("urlObject", "one of type object or string", value);
  const auth = value.auth ? `${encodeURIComponent(value.auth).replace(/%3A/i, ":")}@` : "";
  let protocol = value.protocol ?? "";
  if (protocol && !protocol.endsWith(":")) protocol += ":";
  let authority = false;
  if (value.host) authority = auth + value.host;
  else if (value.hostname) authority = auth + (value.hostname.includes(":") ? `[${value.hostname}]` : value.hostname) + (value.port ? `:${value.port}` : "");
  const query = value.query !== null && typeof value.query === "object" ? querystring.stringify(value.query) : "";
  let search = value.search || (query && `?${query}`) || "";
  let pathname = (value.pathname ?? "").replace(/[?#]/g, encodeURIComponent);
  if (value.slashes || ((!protocol || hasHost.includes(protocol)) && authority !== false)) { authority = `//${authority || ""}`; if (pathname && !pathname.startsWith("/")) pathname = `/${pathname}`; }
  else if (!authority) authority = "";
  let hash = value.hash ?? "";
  if (hash && !hash.startsWith("#")) hash = `#${hash}`;
  if (search && !search.startsWith("?")) search = `?${search}`;
  return protocol + authority + pathname + search.replace("#", "%23") + hash;
};
Url.prototype.parse = function (text, parsesQuery, slashes) { P.Object.assign(this, parse(text, parsesQuery, slashes)); return this; };
Url.prototype.format = function () { return format(this); };
const resolve = (from, to) => {
  const base = new URL(from, "resolve://");
  const target = new URL(to, base);
  if (target.protocol === "resolve:") return target.pathname + target.search + target.hash;
  return target.toString();
};
const encodePath = (text) => text.replace(/%/g, "%25").replace(/\\/g, host.platform === "win32" ? "/" : "%5C").replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/\t/g, "%09").replace(/\?/g, "%3F").replace(/#/g, "%23");
const pathToFileURL = (text) => {
  const path = require("path");
  let full = path.resolve(text);
  if (/[/\\]$/.test(text) && !/[/\\]$/.test(full)) full += path.sep;
  return new URL(`file://${host.platform === "win32" ? "/" : ""}${encodePath(full)}`);
};
const fileURLToPath = (value) => {
  if (typeof value !== "string" && !(value instanceof URL) && !value?.href) throw internal.argumentType("path", "of type string or an instance of URL", value);
  const url = typeof value === "string" ? new URL(value) : value;
  if (url.protocol !== "file:") throw internal.nodeError("ERR_INVALID_URL_SCHEME", "The URL must be of scheme file");
  const path = decodeURIComponent(url.pathname);
  return host.platform === "win32" ? path.replace(/^\//, "").replace(/\//g, "\\") : path;
};
module.exports = {
  Url, parse, format, resolve, resolveObject: (from, to) => parse(resolve(from, to)), URL, URLSearchParams, pathToFileURL, fileURLToPath, fileURLToPathBuffer: (value) => globalThis.Buffer.from(fileURLToPath(value)), domainToASCII: (text) => text.toLowerCase(), domainToUnicode: (text) => text,
  urlToHttpOptions: (url) => ({ protocol: url.protocol, hostname: url.hostname.replace(/^\[|\]$/g, ""), hash: url.hash, search: url.search, pathname: url.pathname, path: `${url.pathname}${url.search}`, href: url.href, ...(url.port ? { port: +url.port } : {}), ...(url.username || url.password ? { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` } : {}) }),
};
