// CommonJS: `require`, `module`, their caches and hooks, as `node:module` shows them.
const path = require("path");
const resolve = require("module_resolve");
const { files } = host;
const conditions = ["node", "require", "module-sync", "node-addons"];
const builtins = {
  assert: "assert", "assert/strict": "assert", async_hooks: "async_hooks", buffer: "buffer", child_process: "child_process",
  cluster: "misc", console: "console", constants: "misc", crypto: "crypto", dgram: "misc", diagnostics_channel: "misc", dns: "dns",
  "dns/promises": "dns", domain: "misc", events: "events", fs: "fs", "fs/promises": "fs_promises", http: "http", http2: "misc",
  https: "http", inspector: "misc", "inspector/promises": "misc", module: "module", net: "net", os: "os", path: "path", "path/posix": "path",
  "path/win32": "path", perf_hooks: "perf_hooks", process: "process", punycode: "misc", querystring: "querystring", readline: "readline",
  "readline/promises": "readline", repl: "misc", stream: "stream", "stream/consumers": "stream_pipeline", "stream/promises": "stream_pipeline",
  "stream/web": "fetch_body", string_decoder: "string_decoder", sys: "util", timers: "timers", "timers/promises": "timers", tls: "net",
  trace_events: "misc", tty: "misc", url: "url_legacy", util: "util", "util/types": "util", v8: "misc", vm: "vm", wasi: "misc",
  worker_threads: "worker_threads", zlib: "zlib", test: "misc", "test/reporters": "misc", sea: "misc", sqlite: "misc",
};
const members = require("members");
const names = members.recorded("builtinModules");
const pick = {
  "assert/strict": (m) => m.strict, constants: (m) => m.constants, cluster: (m) => m.cluster, dgram: (m) => m.dgram,
  diagnostics_channel: (m) => m.diagnostics_channel, "dns/promises": (m) => m.promises, domain: (m) => m.domain, http2: (m) => m.http2,
  https: (m) => m.https, inspector: (m) => m.inspector, "inspector/promises": (m) => m.inspector, module: (m) => m.Module, "path/posix": (m) => m.posix,
  "path/win32": (m) => m.win32, process: () => internal.process, punycode: (m) => m.punycode, "readline/promises": (m) => m.promises,
  repl: (m) => m.repl, "stream/consumers": (m) => m.consumers, "stream/promises": (m) => m.promises, "stream/web": (m) => m.web, "timers/promises": (m) => m.promises,
  tls: (m) => m.tls, trace_events: (m) => m.trace_events, tty: (m) => m.tty, "util/types": (m) => m.types, v8: (m) => m.v8, wasi: (m) => m.wasi, test: (m) => m.test, "test/reporters": (m) => m["test/reporters"], sea: (m) => m.sea, sqlite: (m) => m.sqlite,
  console: () => globalThis.console, fs_promises: (m) => m,
};
const loaded = new P.Map();
const prefixOnly = ["test", "test/reporters", "sea", "sqlite"];
const isNewer = !P.startsWith(host.nodeVersion, "20.");
const isKnown = (name) => (P.Object.keys(builtins).includes(name) && (name !== "sqlite" || isNewer)) || names.includes(name);
/** The old names of parts of modules: `_http_agent`, `_stream_readable`. */
const part = (name) => {
  const [, family, kind] = P.split(name, "_");
  const whole = builtin(family);
  if (family === "stream") { const found = whole[P.Object.keys(whole).find((key) => P.lower(key) === kind)]; if (found) return found; }
  const made = members.invented(name);
  for (const key of P.Object.keys(made)) if (whole[key] !== undefined) made[key] = whole[key];
  return made;
};
/** A module of Node's own, or nothing when there is none of this name. */
const nodeOnly = ["fs", "fs/promises", "child_process", "net", "tls", "dns", "dns/promises", "dgram", "cluster", "worker_threads", "http2", "inspector", "repl", "v8", "readline", "module"];
const builtin = (request) => {
  const hasPrefix = P.startsWith(request, "node:");
  const name = hasPrefix ? P.text(request, 5) : request;
  // What a bundler puts in place of what no browser has.
  if (host.isBrowser && P.listIncludes(nodeOnly, name)) return {};
  if (P.mapHas(loaded, name) && (hasPrefix || !prefixOnly.includes(name))) return P.mapGet(loaded, name);
  if (!isKnown(name) || (!hasPrefix && prefixOnly.includes(name))) return undefined;
  if (!builtins[name]) return keep(name, part(name));
  const raw = require(builtins[name]);
  return keep(name, members.complete(prefixOnly.includes(name) ? `node:${name}` : name, pick[name] ? pick[name](raw) : raw));
};
const keep = (name, made) => { P.mapSet(loaded, name, made); return made; };
internal.builtin = builtin;
internal.isBuiltin = (request) => {
  const name = P.startsWith(request, "node:") ? P.text(request, 5) : request;
  return isKnown(name) && (name !== request || !prefixOnly.includes(name));
};

function Module(id = "", parent) {
  this.id = id;
  this.path = path.dirname(id);
  this.exports = {};
  P.defineProperty(this, "parent", { value: parent, writable: true, configurable: true, enumerable: false });
  if (parent?.children) P.push(parent.children, this);
  this.filename = null;
  this.loaded = false;
  this.children = [];
}
Module.Module = Module;
Module.builtinModules = names;
Module._cache = P.Object.create(null);
Module._pathCache = P.Object.create(null);
Module._extensions = P.Object.create(null);
Module.globalPaths = [path.join(host.home, ".node_modules"), path.join(host.home, ".node_libraries"), "/usr/local/lib/node"];
Module.wrapper = ["(function (exports, require, module, __filename, __dirname) { ", "\n});"];
Module.wrap = (script) => Module.wrapper[0] + script + Module.wrapper[1];
Module._nodeModulePaths = (from) => resolve.paths(path.resolve(from));
Module._initPaths = () => {};
Module.isBuiltin = (name) => internal.isBuiltin(name);
Module.syncBuiltinESMExports = () => {};
Module.findSourceMap = () => undefined;
Module.SourceMap = class SourceMap {};
Module.register = () => {};
Module.enableCompileCache = () => ({ status: 0 });
Module.createRequire = (from) => {
  if (typeof from === "object" && from) from = from.href;
  if (P.startsWith(from, "file:")) from = require("url_legacy").fileURLToPath(from);
  if (/[/\\]$/.test(from)) from = path.join(from, "noop.js");
  const module = new Module(from);
  module.filename = from;
  module.paths = Module._nodeModulePaths(path.dirname(from));
  return requireOf(module);
};
Module._resolveLookupPaths = (request, parent) => parent?.paths ?? [];
Module._findPath = (request, places) => {
  for (const place of places ?? []) { const found = resolve.asFile(path.resolve(place, request)) ?? resolve.asFolder(path.resolve(place, request)); if (found) return found; }
  return false;
};
const missing = (request, parent) => {
  const stack = [];
  for (let at = parent; at; at = at.parent) P.push(stack, at.filename || at.id);
  let message = `Cannot find module '${request}'`;
  if (stack.length) message += `\nRequire stack:\n- ${P.join(stack, "\n- ")}`;
  const error = new P.Error(message);
  error.code = "MODULE_NOT_FOUND";
  error.requireStack = stack;
  return error;
};
Module._resolveFilename = (request, parent, isMain, options) => {
  if (internal.isBuiltin(request)) return request;
  const from = parent?.filename ? path.dirname(parent.filename) : (parent?.paths?.[0] ? path.dirname(parent.paths[0]) : internal.folder());
  const known = P.Object.keys(Module._extensions);
  const starts = options?.paths?.length ? options.paths : [from];
  for (const start of starts) {
    let name = request;
    if (P.startsWith(name, "#")) name = resolve.imported(name, start, conditions);
    const isPath = name === "." || name === ".." || /^\.{0,2}[/\\]/.test(name) || path.isAbsolute(name);
    let found;
    if (isPath) {
      const file = path.resolve(start, name);
      found = (/[/\\]$/.test(name) ? undefined : resolve.asFile(file, known)) ?? resolve.asFolder(file, known);
    } else {
      found = resolve.bare(name, start, conditions, known);
    }
    if (found && resolve.isFile(found)) return resolve.real(found);
  }
  throw missing(request, parent);
};
Module._load = (request, parent, isMain) => {
  request = internal.plain(request);
  const own = builtin(request);
  if (own !== undefined) return own;
  if (P.startsWith(request, "node:")) throw internal.nodeError("ERR_UNKNOWN_BUILTIN_MODULE", `No such built-in module: ${request}`, P.Error);
  let file;
  try {
    file = Module._resolveFilename(request, parent, isMain);
  } catch (error) {
    const isBare = /^[a-zA-Z@]/.test(request) && error?.code === "MODULE_NOT_FOUND" && !path.isAbsolute(request);
    const stub = isBare ? internal.stubFor(request, parent?.filename) : undefined;
    if (stub === undefined) throw error;
    return stub;
  }
  const cached = Module._cache[file];
  if (cached) {
    if (parent && !parent.children.includes(cached)) P.push(parent.children, cached);
    return cached.exports;
  }
  const module = new Module(file, parent);
  if (isMain) { module.id = "."; internal.mainModule = module; if (internal.process) internal.process.mainModule = module; }
  Module._cache[file] = module;
  internal.record("module.load", file);
  let isDone = false;
  try { module.load(file); isDone = true; } finally { if (!isDone) delete Module._cache[file]; }
  return module.exports;
};
Module.prototype.load = function (file) {
  this.filename = file;
  this.paths = Module._nodeModulePaths(path.dirname(file));
  const extension = path.extname(file);
  (Module._extensions[extension] ?? Module._extensions[".js"])(this, file);
  this.loaded = true;
};
Module.prototype.require = function (id) {
  if (typeof id !== "string") throw internal.argumentType("id", "of type string", id);
  if (id === "") throw internal.nodeError("ERR_INVALID_ARG_VALUE", "The argument 'id' must be a non-empty string. Received ''");
  return Module._load(id, this, false);
};
Module.prototype._compile = function (content, file) {
  const text = P.replace(P.replace(internal.plain(content), /^\uFEFF/, ""), /^#!/, "//");
  let name = file;
  if (files.text(file) !== content && files.text(file)?.trim() !== content.trim()) name = internal.layer("compile", text);
  const compiled = internal.compileFunction(text, "exports, require, module, __filename, __dirname", name);
  P.apply(P.WeakSet.prototype.add, internal.wrappers, [compiled]);
  return P.apply(compiled, this.exports, [this.exports, requireOf(this), this, file, path.dirname(file)]);
};
const requireOf = (module) => {
  const require = function require(id) { return module.require(id); };
  P.apply(P.WeakMap.prototype.set, internal.headers, [require, "function require(path) {"]);
  require.resolve = function resolve(request, options) { return Module._resolveFilename(request, module, false, options); };
  require.resolve.paths = function paths(request) { return internal.isBuiltin(request) ? null : Module._nodeModulePaths(module.path); };
  require.main = internal.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
};
internal.requireOf = requireOf;
Module._extensions[".js"] = (module, file) => {
  const text = files.text(file);
  const isTyped = /\.m?ts$/.test(file);
  const type = resolve.scopeOf(file).manifest.type;
  if (/\.mjs$|\.mts$/.test(file) || (type === "module" && !/\.c[jt]s$/.test(file)) || (type === undefined && host.isModule(text))) {
    module.exports = internal.requireModule(file);
    return;
  }
  void isTyped;
  module._compile(text, file);
};
Module._extensions[".json"] = (module, file) => {
  try { module.exports = P.JSON.parse(P.replace(files.text(file), /^\uFEFF/, "")); }
  catch (error) { error.message = `${file}: ${error.message}`; throw error; }
};
Module._extensions[".node"] = (module, file) => internal.process.dlopen(module, file);

/** Starts the program that the process was made for. */
const start = ({ kind, target, folder, execArguments }) => {
  require("module_esm");
  for (let at = 0; at + 1 < execArguments.length; at += 1) {
    if (["-r", "--require", "--import"].includes(execArguments[at])) preload(execArguments[at + 1], folder);
  }
  if (kind === "main" || kind === "worker") {
    const file = Module._resolveFilename(path.resolve(folder, target), null, true);
    const type = resolve.scopeOf(file).manifest.type;
    if (/\.m[jt]s$/.test(file) || (type === "module" && !/\.c[jt]s$|\.json$/.test(file))) return internal.importMain(file);
    return Module._load(file, null, true);
  }
  const module = new Module("[eval]");
  module.filename = path.join(folder, kind === "package" || kind === "import" ? "index.js" : "[eval]");
  module.paths = Module._nodeModulePaths(folder);
  if (kind === "package") {
    module.id = ".";
    internal.mainModule = internal.process.mainModule = module;
    exported = module.require(target);
    return exported;
  }
  if (kind === "page") {
    const type = resolve.scopeOf(target).manifest.type;
    if (/\.mjs$/.test(target) || (type === "module" && !/\.c[jt]s$/.test(target)) || (type === undefined && host.isModule(files.text(target)))) return internal.importMain(target);
    return module.require(target);
  }
  if (kind === "import") return internal.importText(`import ${P.JSON.stringify(target)}`, path.join(folder, "index.mjs"));
  if (execArguments.includes("--input-type=module") || host.isModule(target)) { internal.layer("node -e", target); return internal.importText(target, path.join(folder, "[eval1].mjs")); }
  return runText(module, target, kind === "print");
};
const preload = (name, folder) => {
  const module = new Module("internal/preload");
  module.filename = path.join(folder, "x");
  module.paths = Module._nodeModulePaths(folder);
  module.require(name);
};
const runText = (module, text, prints) => {
  const isPlan = internal.program.process === 0;
  const file = isPlan ? "[eval]" : internal.layer("node -e", text);
  P.Object.assign(globalThis, { module, exports: module.exports, require: requireOf(module), __filename: "[eval]", __dirname: "." });
  for (const name of Module.builtinModules) if (!P.includes(name, "/") && !(name in globalThis)) internal.lazy(globalThis, name, () => builtin(name));
  const value = internal.evaluate(text, file);
  if (prints) internal.output += `${typeof value === "string" ? value : require("inspect").inspect(value)}\n`;
};
let exported;
/** What the program's package exports; for one that was imported, its namespace. */
const exportedOf = () => {
  const { kind, target, folder } = internal.program;
  if (kind !== "import") return exported;
  let namespace;
  P.then(internal.importFrom(path.join(folder, "index.mjs"))(target), (value) => { namespace = value; }, () => {});
  host.runJobs();
  return namespace;
};
module.exports = { Module, start, exported: exportedOf };
