// ES modules: names, texts and `import.meta` for the engine's own linker.
const path = require("path");
const resolve = require("module_resolve");
const { pathToFileURL, fileURLToPath } = require("url_legacy");
const { Module } = require("module");
const { files } = host;
const conditions = ["node", "import", "module-sync", "node-addons"];
const made = new P.Map();
const values = new P.Map();
// A binding of the global scope that is no property of the global object.
host.evaluate("let $$m;(m)=>{$$m=m}", "node:internal/module_esm")((name) => P.mapGet(values, name)());

const folderOf = (base) => {
  if (P.startsWith(base, "file:")) return path.dirname(fileURLToPath(P.replace(base, /[?#].*$/, "")));
  return path.isAbsolute(base) ? path.dirname(base) : internal.folder();
};
const notFound = (name, base) => internal.nodeError("ERR_MODULE_NOT_FOUND",
  P.startsWith(name, "/") ? `Cannot find module '${name}' imported from ${base}` : `Cannot find package '${name}' imported from ${base}`, P.Error);
const ask = (name, base, kind) => {
  name = internal.plain(name);
  if (P.startsWith(name, "data:")) return name;
  if (P.startsWith(name, "https:") || P.startsWith(name, "http:")) {
    throw internal.nodeError("ERR_UNSUPPORTED_ESM_URL_SCHEME", `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${P.split(name, "/")[0]}'`, P.Error);
  }
  if (internal.isBuiltin(name)) return P.startsWith(name, "node:") ? name : `node:${name}`;
  let file;
  let query = "";
  const folder = folderOf(base);
  if (P.startsWith(name, "#")) { name = resolve.imported(name, folder, conditions); if (internal.isBuiltin(name)) return P.startsWith(name, "node:") ? name : `node:${name}`; }
  if (P.startsWith(name, "file:")) {
    query = /[?#].*$/.exec(name)?.[0] ?? "";
    file = fileURLToPath(P.text(name, 0, name.length - query.length));
  } else if (/^(\.{1,2}\/|\/)/.test(name) || name === "." || name === "..") {
    query = /[?#].*$/.exec(name)?.[0] ?? "";
    file = path.resolve(folder, decodeURIComponent(P.text(name, 0, name.length - query.length)));
  } else if (path.isAbsolute(name)) file = name;
  else {
    file = resolve.bare(name, folder, conditions);
    if (!file) {
      if (internal.stubFor(name, base) !== undefined) return `stub:${name}|${base}`;
      throw notFound(name, base);
    }
  }
  const address = pathToFileURL(file).href + query;
  if (P.mapHas(made, address)) return address;
  if (!resolve.isFile(file)) throw notFound(file, base);
  void kind;
  return pathToFileURL(resolve.real(file)).href + query;
};
const names = (value) => {
  const found = [];
  for (const name of P.Object.keys(value)) if (name !== "default" && /^[A-Za-z_$][\w$]*$/.test(name) && !reserved.includes(name)) P.push(found, name);
  return found;
};
const reserved = ["break", "case", "catch", "class", "const", "continue", "debugger", "delete", "do", "else", "enum", "export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null", "return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield", "let", "static", "await", "implements", "interface", "package", "private", "protected", "public", "eval", "arguments"];
/** A module that hands on the properties of a value. */
const bridge = (name, list, value) => {
  P.mapSet(values, name, value);
  const head = `const m=$$m(${P.JSON.stringify(name)});export default m;`;
  return head + P.join(P.map(list, (one) => `const $${one}=m?.${one};export{$${one} as ${one}};`), "");
};
/** The names that a CommonJS file exports, as far as its text tells. */
const exportNames = (file, seen = []) => {
  if (seen.includes(file)) return [];
  P.push(seen, file);
  const text = files.text(file) ?? "";
  const found = new P.Set();
  for (const match of text.matchAll(/(?:\bmodule\.)?\bexports(?:\.([A-Za-z_$][\w$]*)|\[['"]([A-Za-z_$][\w$]*)['"]\])\s*=/g)) found.add(match[1] ?? match[2]);
  for (const match of text.matchAll(/defineProperty\(\s*(?:module\.)?exports\s*,\s*['"]([A-Za-z_$][\w$]*)['"]/g)) found.add(match[1]);
  for (const match of text.matchAll(/(?:module\.exports\s*=|__export\(\w+,|0\s*&&\s*\(module\.exports\s*=)\s*\{([^}]*)\}/g)) {
    for (const part of P.split(match[1], ",")) { const one = /^\s*(?:get\s+)?['"]?([A-Za-z_$][\w$]*)['"]?\s*(?:$|:|\()/.exec(part); if (one) found.add(one[1]); }
  }
  for (const match of text.matchAll(/(?:module\.exports\s*=\s*require|__exportStar\(require|__export\(require|__reExport\(\w+,\s*require)\(['"]([^'"]+)['"]\)/g)) {
    try {
      const target = Module._resolveFilename(match[1], { filename: file, paths: Module._nodeModulePaths(path.dirname(file)) });
      const more = internal.isBuiltin(target) ? names(internal.builtin(target)) : exportNames(target, seen);
      for (const one of more) found.add(one);
    } catch { /* what cannot be found exports nothing */ }
  }
  return [...found].filter((one) => one !== "default" && !reserved.includes(one));
};
/** The names that the file at `base` wants of the package `request`, which nobody has. */
const wanted = (request, base) => {
  const text = P.mapGet(made, base) ?? (P.startsWith(base, "file:") ? files.text(fileURLToPath(P.replace(base, /[?#].*$/, ""))) : undefined) ?? "";
  const found = new P.Set();
  for (const match of text.matchAll(/\b(?:import|export)\s*(?:[\w$]+\s*,\s*)?\{([^{}]*)\}\s*from\s*['"]([^'"]+)['"]/g)) {
    if (match[2] !== request) continue;
    for (const part of P.split(match[1], ",")) { const one = /^\s*([A-Za-z_$][\w$]*)/.exec(part)?.[1]; if (one && one !== "default" && one !== "type") found.add(one); }
  }
  return [...found];
};
const moduleText = (text, file) => {
  const plain = P.replace(P.replace(internal.plain(text), /^\uFEFF/, ""), /^#!/, "//");
  return host.prepare(plain, file, "module", false);
};
const ofData = (name) => {
  const match = /^data:([^,;]*)((?:;[^,;]*)*),([\s\S]*)$/.exec(name);
  if (!match) throw new P.TypeError("Invalid URL");
  const bytes = P.includes(match[2], ";base64") ? host.decode(decodeURIComponent(match[3]), "base64") : internal.utf8(decodeURIComponent(match[3]));
  const text = host.encode(internal.latin1(bytes), "utf8");
  if (P.includes(match[1], "json")) return bridge(name, [], () => P.JSON.parse(text));
  internal.layer("import", text);
  return moduleText(text, "data.mjs");
};
const give = (name) => {
  if (P.mapHas(made, name)) return P.mapGet(made, name);
  if (P.startsWith(name, "node:")) { const own = internal.builtin(name); return bridge(name, names(own), () => own); }
  if (P.startsWith(name, "stub:")) {
    const at = P.indexOf(name, "|");
    const request = P.text(name, 5, at);
    const stub = internal.stubFor(request);
    return bridge(name, wanted(request, P.text(name, at + 1)), () => stub);
  }
  if (P.startsWith(name, "data:")) return ofData(name);
  const file = fileURLToPath(P.replace(name, /[?#].*$/, ""));
  if (P.endsWith(file, ".json")) return bridge(name, [], () => P.JSON.parse(files.text(file)));
  const type = resolve.scopeOf(file).manifest.type;
  const text = files.text(file);
  const isModule = /\.m[jt]s$/.test(file) || (!/\.c[jt]s$|\.node$/.test(file) && (type === "module" || (type === undefined && host.isModule(text))));
  if (!isModule) return bridge(name, exportNames(file), () => Module._load(file, null, false));
  internal.record("module.load", file);
  return moduleText(text, file);
};
const fill = (meta, name) => {
  meta.dirname = undefined;
  if (P.startsWith(name, "file:")) {
    const file = fileURLToPath(P.replace(name, /[?#].*$/, ""));
    meta.dirname = path.dirname(file);
    meta.filename = file;
  } else delete meta.dirname;
  meta.resolve = (request) => ask(request, name);
  meta.url = name;
};
host.setModuleLoader(ask, give, fill, internal.rejected);
const dynamic = (file) => host.evaluate("(name) => import(name)", file);
/** Runs an ES module as the program. */
internal.importMain = (file) => { internal.pendingMain = watch(dynamic(file)(pathToFileURL(file).href)); };
internal.importText = (text, file) => {
  const name = pathToFileURL(file).href;
  P.mapSet(made, name, moduleText(text, file));
  internal.pendingMain = watch(dynamic(file)(name));
};
internal.importFrom = (file) => dynamic(file);
const watch = (promise) => P.then(promise, () => {}, (error) => { if (error !== internal.exiting) require("event_loop").uncaught(error); });
/** `require` of an ES module: run now, its names given when it has ended. */
internal.requireModule = (file) => {
  let outcome;
  P.then(dynamic(file)(pathToFileURL(file).href), (value) => { outcome = { value }; }, (error) => { outcome = { error }; });
  host.runJobs();
  if (outcome?.error) throw outcome.error;
  if (!outcome) throw internal.nodeError("ERR_REQUIRE_ASYNC_MODULE", "require() cannot be used on an ESM graph with top-level await. Use import() instead.", P.Error);
  return outcome.value;
};
