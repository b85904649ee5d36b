// Node's resolution, for CommonJS and ES modules: files, folders, packages, `exports` and `imports`.
const { files } = host;
const path = require("path");
const kindOf = (name) => {
  const found = files.stat(name, true);
  return typeof found === "string" ? -1 : found[0];
};
const isFile = (name) => kindOf(name) === 0;
const isFolder = (name) => kindOf(name) === 1;
const manifests = new P.Map();
/** A folder's manifest, or nothing. */
const manifestOf = (folder) => {
  const file = path.join(folder, "package.json");
  if (P.mapHas(manifests, file)) return P.mapGet(manifests, file);
  let manifest;
  const text = files.text(file);
  if (text !== undefined && text !== null) {
    try { manifest = P.JSON.parse(P.replace(text, /^\uFEFF/, "")); } catch { manifest = undefined; }
    if (typeof manifest !== "object" || manifest === null) manifest = {};
    P.mapSet(manifests, file, manifest);
  }
  return manifest;
};
/** The manifest that governs a file, with its folder. */
const scopeOf = (file) => {
  let folder = path.dirname(file);
  for (;;) {
    const manifest = manifestOf(folder);
    if (manifest) return { folder, manifest };
    const parent = path.dirname(folder);
    if (parent === folder || path.basename(folder) === "node_modules") return { folder, manifest: {} };
    folder = parent;
  }
};
const extensions = [".js", ".json", ".node"];
const asFile = (name, known = extensions) => {
  if (isFile(name)) return name;
  for (const extension of known) if (isFile(name + extension)) return name + extension;
};
const asFolder = (name, known) => {
  if (!isFolder(name)) return;
  const main = manifestOf(name)?.main;
  if (typeof main === "string" && main) {
    const target = path.resolve(name, main);
    const found = asFile(target, known) ?? asFile(path.join(target, "index"), known);
    if (found) return found;
  }
  return asFile(path.join(name, "index"), known);
};
const paths = (from) => {
  const list = [];
  for (let folder = from; ; folder = path.dirname(folder)) {
    if (path.basename(folder) !== "node_modules") list.push(path.join(folder, "node_modules"));
    if (path.dirname(folder) === folder) return list;
  }
};
const notExported = (subpath, folder) => subpath === "."
  ? internal.nodeError("ERR_PACKAGE_PATH_NOT_EXPORTED", `No "exports" main defined in ${path.join(folder, "package.json")}`, P.Error)
  : internal.nodeError("ERR_PACKAGE_PATH_NOT_EXPORTED", `Package subpath '${subpath}' is not defined by "exports" in ${path.join(folder, "package.json")}`, P.Error);

const target = (value, rest, folder, conditions) => {
  if (typeof value === "string") {
    const filled = rest === null ? value : P.join(P.split(value, "*"), rest);
    return P.startsWith(filled, "./") ? path.join(folder, filled) : { bare: filled };
  }
  if (P.isArray(value)) {
    for (const one of value) { const found = target(one, rest, folder, conditions); if (found) return found; }
    return null;
  }
  if (typeof value === "object" && value !== null) {
    for (const key of P.Object.keys(value)) {
      if (key !== "default" && !conditions.includes(key)) continue;
      const found = target(value[key], rest, folder, conditions);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return value === null ? null : undefined;
};
/** The entry of a map of subpaths that `subpath` falls under. */
const fromMap = (map, subpath, folder, conditions) => {
  if (subpath in map && !P.includes(subpath, "*")) return target(map[subpath], null, folder, conditions);
  let best;
  for (const key of P.Object.keys(map)) {
    const star = P.indexOf(key, "*");
    if (star < 0) continue;
    const [before, after] = [P.text(key, 0, star), P.text(key, star + 1)];
    const fits = P.startsWith(subpath, before) && P.endsWith(subpath, after) && subpath.length >= key.length - 1;
    if (fits && (!best || star > P.indexOf(best, "*"))) best = key;
  }
  if (best === undefined) return undefined;
  const star = P.indexOf(best, "*");
  return target(map[best], P.text(subpath, star, subpath.length - (best.length - star - 1)), folder, conditions);
};
const exported = (folder, subpath, conditions) => {
  let map = manifestOf(folder).exports;
  const isPlain = typeof map === "string" || P.isArray(map) || (typeof map === "object" && !P.Object.keys(map).some((key) => P.startsWith(key, ".")));
  if (isPlain) map = { ".": map };
  const found = fromMap(map, subpath, folder, conditions);
  if (typeof found !== "string") throw notExported(subpath, folder);
  return found;
};
const split = (name) => {
  const parts = P.split(name, "/");
  const count = P.startsWith(name, "@") ? 2 : 1;
  return [P.join(P.slice(parts, 0, count), "/"), P.slice(parts, count).length ? `./${P.join(P.slice(parts, count), "/")}` : "."];
};
/** A package's file for a bare name, looked for from `folder` up. Nothing when no folder has it. */
const bare = (name, folder, conditions, known) => {
  const [packageName, subpath] = split(name);
  const scope = scopeOf(path.join(folder, "x"));
  if (scope.manifest.name === packageName && scope.manifest.exports !== undefined && scope.manifest.exports !== null) {
    return exported(scope.folder, subpath, conditions);
  }
  for (const place of paths(folder)) {
    const found = path.join(place, packageName);
    const manifest = manifestOf(found);
    if (manifest?.exports !== undefined && manifest?.exports !== null) return exported(found, subpath, conditions);
    const file = path.join(place, name);
    const resolved = asFile(file, known) ?? asFolder(file, known);
    if (resolved) return resolved;
  }
};
/** A private name (`#x`) of the package that holds `folder`. */
const imported = (name, folder, conditions) => {
  const scope = scopeOf(path.join(folder, "x"));
  const found = fromMap(scope.manifest.imports ?? {}, name, scope.folder, conditions);
  if (found?.bare) return found.bare;
  if (typeof found === "string") return found;
  throw internal.nodeError("ERR_PACKAGE_IMPORT_NOT_DEFINED", `Package import specifier "${name}" is not defined in package ${path.join(scope.folder, "package.json")}`, P.TypeError);
};
module.exports = { isFile, isFolder, manifestOf, scopeOf, asFile, asFolder, bare, imported, paths, real: (name) => files.real(name) };
