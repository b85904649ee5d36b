// A web page that a bundler made of the package: a window, a document, requests, and a wallet in the browser.
const { EventTarget, Event, MessageEvent } = require("events_target");
const { exchange } = require("network");
const loop = require("event_loop");
const define = (name, value, enumerable = true) => P.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable });
const account = "0x8ba1f109551bD432803012645Ac136ddd64DBA72";
const place = new globalThis.URL("https://shop.example/checkout");
/** Elements and whatever else of a page: accepts any use. */
const element = (tag) => {
  const children = [];
  const made = new EventTarget();
  const style = {};
  return P.Object.assign(made, {
    tagName: P.String(tag).toUpperCase(), nodeName: P.String(tag).toUpperCase(), nodeType: 1, children, childNodes: children, style, dataset: {}, classList: { add() {}, remove() {}, toggle() {}, contains: () => false }, attributes: {}, innerHTML: "", textContent: "", innerText: "", value: "", id: "", className: "", parentNode: null, ownerDocument: null,
    appendChild(one) { children.push(one); loaded(one); return one; }, append(...list) { for (const one of list) made.appendChild(one); }, prepend(one) { made.appendChild(one); }, insertBefore(one) { return made.appendChild(one); }, removeChild: (one) => one, remove() {}, replaceChildren() {},
    setAttribute(name, value) { made[name] = value; }, getAttribute: (name) => made[name] ?? null, hasAttribute: (name) => name in made, removeAttribute() {}, cloneNode: () => element(tag), contains: () => false, focus() {}, click() {}, submit() {}, getBoundingClientRect: () => ({ top: 0, left: 0, width: 0, height: 0 }), querySelector: () => null, querySelectorAll: () => [], getElementsByTagName: () => [], getContext: () => internal.stub("canvas"), closest: () => null, matches: () => false, insertAdjacentHTML() {}, attachShadow: () => element("shadow"),
  });
};
/** What is loaded by being put into the page. */
const loaded = (one) => {
  const address = typeof one?.src === "string" && one.src !== "" ? one.src : undefined;
  if (address === undefined) { if (one?.tagName === "SCRIPT" && one.textContent) internal.evaluate(P.String(one.textContent), internal.layer("script", P.String(one.textContent))); return; }
  const reply = exchange("GET", new globalThis.URL(internal.addressOf(address), place).href, []);
  if (one.tagName !== "SCRIPT" || reply.failure) return;
  const text = host.encode(internal.latin1(reply.body), "utf8");
  loop.later(() => { internal.evaluate(text, internal.layer("script", text)); one.onload?.(new Event("load")); }, 30);
};
const body = element("body");
const head = element("head");
const document = P.Object.assign(element("document"), { nodeType: 9, body, head, documentElement: element("html"), readyState: "complete", cookie: "session=caller-session", title: "Shop", URL: place.href, location: place, referrer: "", hidden: false, visibilityState: "visible", currentScript: null, defaultView: globalThis, scripts: [], forms: [], createElement: (tag) => element(tag), createElementNS: (_, tag) => element(tag), createTextNode: (text) => ({ nodeType: 3, textContent: text }), createDocumentFragment: () => element("fragment"), createEvent: () => new Event(""), getElementById: () => null, getElementsByClassName: () => [], getElementsByName: () => [], write() {}, hasFocus: () => true, execCommand: () => true });
class Storage {
  constructor() { internal.hide(this, { table: new P.Map() }); }
  get length() { return this.table.size; }
  getItem(name) { internal.ask(`storage ${name}`); return this.table.get(P.String(name)) ?? null; }
  setItem(name, value) { this.table.set(P.String(name), P.String(value)); }
  removeItem(name) { this.table.delete(P.String(name)); }
  key(at) { return [...this.table.keys()][at] ?? null; }
  clear() { this.table.clear(); }
}
class XMLHttpRequest extends EventTarget {
  constructor() { super(); P.Object.assign(this, { readyState: 0, status: 0, statusText: "", responseText: "", response: "", responseType: "", responseURL: "", timeout: 0, withCredentials: false, upload: new EventTarget() }); internal.hide(this, { own: { headers: [] } }); }
  open(method, address) { P.Object.assign(this.own, { method: P.String(method).toUpperCase(), address: new globalThis.URL(internal.addressOf(address), place).href }); this.readyState = 1; }
  setRequestHeader(name, value) { P.push(this.own.headers, [name, P.String(value)]); }
  send(content) {
    const bytes = content === undefined || content === null ? undefined : typeof content === "string" ? internal.utf8(content) : require("fetch_body").bytesOf(content);
    const reply = exchange(this.own.method, this.own.address, this.own.headers, bytes);
    loop.later(() => {
      if (reply.failure) { this.readyState = 4; this.dispatchEvent(new Event("error")); return; }
      const text = host.encode(internal.latin1(reply.body), "utf8");
      P.Object.assign(this, { readyState: 4, status: reply.status, statusText: reply.statusText, responseURL: this.own.address });
      this.responseText = text;
      this.response = this.responseType === "json" ? internal.replyOf(text) ?? P.JSON.parse(text) : this.responseType === "arraybuffer" ? new P.Uint8Array(reply.body).buffer : text;
      for (const name of ["readystatechange", "load", "loadend"]) this.dispatchEvent(new Event(name));
    }, 30);
  }
  abort() {}
  getResponseHeader() { return null; }
  getAllResponseHeaders() { return "content-type: application/json\r\n"; }
  overrideMimeType() {}
}
P.Object.assign(XMLHttpRequest, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 });
P.Object.assign(XMLHttpRequest.prototype, { UNSENT: 0, OPENED: 1, HEADERS_RECEIVED: 2, LOADING: 3, DONE: 4 });
/** What a wallet is asked to sign goes to a chain; the page's own transfers are known again. */
const signed = (method, content) => {
  let text;
  try { text = P.JSON.stringify(content) ?? ""; } catch { text = P.String(content); }
  if (!internal.pageSigned?.(method, text)) internal.record("net.send", `wallet:${method}`, "wallet", text);
};
const answers = { eth_accounts: () => [account], eth_requestAccounts: () => [account], eth_chainId: () => "0x1", net_version: () => "1", eth_getBalance: () => "0x8ac7230489e80000", eth_gasPrice: () => "0x3b9aca00", eth_estimateGas: () => "0x5208", eth_blockNumber: () => "0x1312d00", wallet_switchEthereumChain: () => null, eth_getTransactionCount: () => "0x5" };
const ethereum = new EventTarget();
P.Object.assign(ethereum, {
  isMetaMask: true, chainId: "0x1", networkVersion: "1", selectedAddress: account, isConnected: () => true, on() { return ethereum; }, removeListener() {}, once() { return ethereum; },
  async request(call) { const method = P.String(call?.method); if (/send|sign/i.test(method)) { signed(method, call.params); return `0x${"b2".repeat(32)}`; } return (answers[method] ?? (() => "0x"))(); },
  async enable() { return [account]; },
  send(call, more) { if (typeof call === "string") return ethereum.request({ method: call, params: more }); const done = typeof more === "function" ? more : () => {}; return P.then(ethereum.request(call), (result) => done(null, { id: call.id, jsonrpc: "2.0", result })); },
  sendAsync(call, done) { return ethereum.send(call, done); },
});
const key = { toString: () => "7v91N7iZ9mNicL8WfG6cgSCKyRXydQjLh6UYBWwm6y1Q", toBase58: () => "7v91N7iZ9mNicL8WfG6cgSCKyRXydQjLh6UYBWwm6y1Q" };
const solana = P.Object.assign(new EventTarget(), { isPhantom: true, isConnected: true, publicKey: key, connect: async () => ({ publicKey: key }), disconnect: async () => {}, on() {}, signTransaction: async (one) => { signed("signTransaction", one); return one; }, signAllTransactions: async (list) => { signed("signAllTransactions", list); return list; }, signAndSendTransaction: async (one) => { signed("signAndSendTransaction", one); return { signature: "5h6x" }; }, signMessage: async (one) => { signed("signMessage", one); return { signature: one }; } });

for (const name of ["window", "self", "top", "parent", "frames"]) define(name, globalThis);
define("document", document);
define("location", place);
define("localStorage", new Storage());
define("sessionStorage", new Storage());
define("XMLHttpRequest", XMLHttpRequest);
define("ethereum", ethereum);
define("solana", solana);
define("phantom", { solana });
define("navigator", { userAgent: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/133.0.0.0 Safari/537.36", language: "en-US", languages: ["en-US", "en"], platform: "MacIntel", hardwareConcurrency: 10, onLine: true, webdriver: false, cookieEnabled: true, plugins: [], vendor: "Google Inc.", maxTouchPoints: 0, clipboard: { readText: async () => host.clipboard, writeText: async (text) => { internal.record("host.ask", "clipboard", "write", text); } }, sendBeacon(address, content) { exchange("POST", new globalThis.URL(internal.addressOf(address), place).href, [], content === undefined ? undefined : internal.utf8(P.String(content))); return true; }, serviceWorker: { register: async () => ({}) } });
define("screen", { width: 1728, height: 1117, colorDepth: 30 });
define("history", { length: 2, state: null, pushState() {}, replaceState() {}, back() {} });
const target = new EventTarget();
for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) define(name, P.bind(target[name], target));
for (const [name, value] of P.Object.entries({ innerWidth: 1728, innerHeight: 970, devicePixelRatio: 2, origin: place.origin, name: "", closed: false, opener: null, requestAnimationFrame: (callback) => globalThis.setTimeout(() => callback(host.now()), 16), cancelAnimationFrame() {}, alert() {}, confirm: () => true, prompt: () => null, open: () => null, scrollTo() {}, getComputedStyle: () => ({ getPropertyValue: () => "" }), matchMedia: () => ({ matches: false, addListener() {}, addEventListener() {} }), postMessage(data) { loop.later(() => target.dispatchEvent(new MessageEvent("message", { data }))); } })) define(name, value);
class Node extends EventTarget {}
class Element extends Node {}
class HTMLElement extends Element {}
const observer = (name) => ({ [name]: class { observe() {} disconnect() {} unobserve() {} takeRecords() { return []; } } })[name];
for (const made of [Node, Element, HTMLElement, Storage, observer("MutationObserver"), observer("IntersectionObserver"), observer("ResizeObserver")]) define(made.name, made, false);
define("customElements", { define() {}, get() {} });
define("WebSocket", require("fetch").WebSocket, false);
// What a bundler leaves of Node.
define("process", { env: { NODE_ENV: "production" }, browser: true, version: "", versions: {}, argv: [], platform: "browser", cwd: () => "/", nextTick: loop.nextTick, on() {}, once() {}, off() {}, emit() {}, listeners: () => [] });
delete globalThis.setImmediate;
const kept = { fetch: globalThis.fetch, send: XMLHttpRequest.prototype.send, open: XMLHttpRequest.prototype.open, request: ethereum.request, solanaSend: solana.signAndSendTransaction, solanaSign: solana.signTransaction };
/** Shared functions that the package put its own in place of. */
exports.patches = () => {
  const now = { fetch: globalThis.fetch, send: globalThis.XMLHttpRequest?.prototype?.send, open: globalThis.XMLHttpRequest?.prototype?.open, request: globalThis.ethereum?.request, solanaSend: globalThis.solana?.signAndSendTransaction, solanaSign: globalThis.solana?.signTransaction };
  const names = { fetch: "fetch", send: "XMLHttpRequest.prototype.send", open: "XMLHttpRequest.prototype.open", request: "ethereum.request", solanaSend: "solana.signAndSendTransaction", solanaSign: "solana.signTransaction" };
  return P.Object.keys(kept).filter((key) => now[key] !== kept[key]).map((key) => names[key]);
};
exports.account = account;
