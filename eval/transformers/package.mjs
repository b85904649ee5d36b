// A package in memory: its files by path, and what a transformer has to know of them.

import { readFile, readdir, mkdir, writeFile } from "node:fs/promises";
import { builtinModules } from "node:module";
import path from "node:path";

import babel from "@babel/core";
import esbuild from "esbuild";

/** Why a transformer does not take a package. It is counted and shown, and ends nothing. */
export class Refusal extends Error {}

/** Files by path, each a Buffer. */
export async function readPackage(folder) {
  const files = new Map();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const name of names.sort()) {
    const relative = path.relative(folder, name).split(path.sep).join("/");
    if (!relative.split("/").includes("node_modules")) files.set(relative, await readFile(name));
  }
  return files;
}

export async function writePackage(folder, files) {
  for (const [name, contents] of files) {
    const target = path.join(folder, name);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, contents);
  }
}

export const isScript = (name) => /\.[cm]?js$/.test(name);

export const scripts = (files) => [...files.keys()].filter(isScript);

export const text = (files, name) => files.get(name).toString("utf8");

/** The syntax tree of `code`, as a module where it has import or export. */
export function parse(code) {
  try {
    return babel.parseSync(code, {
      configFile: false,
      babelrc: false,
      sourceType: "unambiguous",
      parserOpts: { allowReturnOutsideFunction: true, createParenthesizedExpressions: false },
    });
  } catch (error) {
    throw new Refusal(`it does not parse: ${firstLine(error)}`);
  }
}

export const isModule = (code) => parse(code).program.sourceType === "module";

export const firstLine = (error) =>
  String(error?.message ?? error)
    .split("\n")[0]
    .slice(0, 160);

/** The packages of Node itself, in both spellings. */
export const builtins = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));

/** The same package with each script put through `change(code, name)`. */
export async function eachScript(files, change) {
  const changed = new Map(files);
  for (const name of scripts(files)) changed.set(name, Buffer.from(await change(text(files, name), name)));
  return changed;
}

/** The same package without ECMAScript modules, for what can only wrap a script. */
export async function asCommonJs(files) {
  const modules = scripts(files).filter((name) => isModule(text(files, name)));
  if (modules.length === 0) return files;
  const plainName = (name) =>
    files.has(name.replace(/mjs$/, "cjs")) ? name.replace(/mjs$/, "module.cjs") : name.replace(/mjs$/, "cjs");
  const renamed = new Map(
    modules.filter((name) => name.endsWith(".mjs")).map((name) => [name, plainName(name)]),
  );
  const changed = new Map();
  for (const [name, contents] of files) {
    const plain = modules.includes(name)
      ? Buffer.from(await moduleAsCommonJs(contents.toString()))
      : contents;
    const isText = isScript(name) || /\.(json|ya?ml|sh|gyp)$/.test(name);
    changed.set(
      renamed.get(name) ?? name,
      isText ? Buffer.from(withNames(plain.toString(), renamed)) : plain,
    );
  }
  if (changed.has("package.json")) {
    const manifest = JSON.parse(text(changed, "package.json"));
    if (manifest.type === "module") {
      delete manifest.type;
      changed.set("package.json", Buffer.from(JSON.stringify(manifest, null, 2) + "\n"));
    }
  }
  return changed;
}

async function moduleAsCommonJs(code) {
  try {
    const result = await esbuild.transform(awaitInFunction(code), {
      format: "cjs",
      platform: "node",
      charset: "utf8",
      logLevel: "silent",
      define: {
        "import.meta.url": "importMetaUrl",
        "import.meta.dirname": "__dirname",
        "import.meta.filename": "__filename",
      },
    });
    const needsAddress = result.code.includes("importMetaUrl");
    return (
      (needsAddress ? 'const importMetaUrl = require("url").pathToFileURL(__filename).href;\n' : "") +
      result.code
    );
  } catch (error) {
    throw new Refusal(`no CommonJS form: ${firstLine(error.errors?.[0]?.text ?? error)}`);
  }
}

/** A module that awaits at its top level, with all but its imports in an asynchronous function. */
function awaitInFunction(code) {
  const tree = parse(code);
  let awaits = false;
  babel.traverse(tree, {
    Function: (path) => path.skip(),
    AwaitExpression() {
      awaits = true;
    },
    ForOfStatement(path) {
      awaits ||= path.node.await;
    },
  });
  if (!awaits) return code;
  const imports = tree.program.body.filter((statement) => statement.type === "ImportDeclaration");
  const rest = tree.program.body
    .filter((statement) => !imports.includes(statement))
    .flatMap(exportAsAssignment);
  const body = babel.types.arrowFunctionExpression([], babel.types.blockStatement(rest), true);
  tree.program.body = [...imports, babel.types.expressionStatement(babel.types.callExpression(body, []))];
  return print(tree);
}

function exportAsAssignment(statement) {
  const assign = (name, value) =>
    babel.template.statement.ast`exports[${babel.types.stringLiteral(name)}] = ${value}`;
  if (statement.type === "ExportDefaultDeclaration") {
    const { declaration } = statement;
    const isNamed = declaration.type.endsWith("Declaration") && declaration.id;
    return isNamed
      ? [declaration, assign("default", declaration.id)]
      : [assign("default", babel.types.toExpression(declaration))];
  }
  if (statement.type !== "ExportNamedDeclaration") return [statement];
  if (statement.source) throw new Refusal("it awaits at the top and exports another module's names");
  if (!statement.declaration)
    return statement.specifiers.map(({ local, exported }) => assign(exported.name, local));
  const names = Object.keys(babel.types.getBindingIdentifiers(statement.declaration, false, true));
  return [statement.declaration, ...names.map((name) => assign(name, babel.types.identifier(name)))];
}

/** The program's text, printed anew without comments. */
export function print(tree) {
  return babel.transformFromAstSync(tree, undefined, {
    configFile: false,
    babelrc: false,
    comments: false,
    compact: false,
  }).code;
}

function withNames(contents, renamed) {
  let changed = contents;
  for (const [from, to] of renamed) {
    changed = changed.replaceAll(path.posix.basename(from), path.posix.basename(to));
  }
  return changed;
}

/** What the scripts of the package name by relative specifiers, as paths of files that exist. */
export function importsOf(files, name) {
  const specifiers = text(files, name).matchAll(
    /(?:\brequire\s*\(|\bfrom|\bimport\s*\(?)\s*["'](\.[^"']*)["']/g,
  );
  const found = [...specifiers].map(([, specifier]) => resolve(files, path.posix.dirname(name), specifier));
  return found.filter((target) => target !== undefined);
}

export function resolve(files, folder, specifier) {
  const base = path.posix.join(folder, specifier).replace(/\/$/, "");
  const endings = ["", ".js", ".json", ".cjs", ".mjs", "/index.js"];
  return endings.map((ending) => base + ending).find((candidate) => files.has(candidate));
}

/** Scripts that the manifest names, in whatever place, hooks included. */
export function namedByManifest(files) {
  if (!files.has("package.json")) return [];
  const named = new Set();
  const visit = (value) => {
    if (typeof value === "string") {
      for (const word of [value, ...value.split(/\s+/)]) {
        const target = resolve(files, ".", word);
        if (target !== undefined && isScript(target)) named.add(target);
      }
    } else if (value && typeof value === "object") {
      Object.values(value).forEach(visit);
    }
  };
  visit(JSON.parse(text(files, "package.json")));
  if (files.has("index.js")) named.add("index.js");
  return [...named].sort();
}

/** Scripts that are loaded from outside, or by means other than a literal import. */
export function entries(files) {
  const imported = new Set(scripts(files).flatMap((name) => importsOf(files, name)));
  const named = namedByManifest(files);
  return scripts(files).filter((name) => !imported.has(name) || named.includes(name));
}

/** The package without the scripts that neither `main` nor `imports` lead to: what an honest build would ship. */
export function reached(files) {
  const { main = "index.js", imports = {} } = JSON.parse(text(files, "package.json"));
  const mapped = [...JSON.stringify(imports).matchAll(/"(\.\/[^"]+)"/g)].map(([, target]) => target);
  const reachedFiles = new Set();
  const waiting = [main, ...mapped]
    .map((target) => resolve(files, ".", target))
    .filter((target) => target !== undefined);
  while (waiting.length > 0) {
    const name = waiting.pop();
    if (!reachedFiles.has(name)) {
      reachedFiles.add(name);
      if (isScript(name)) waiting.push(...importsOf(files, name));
    }
  }
  return new Map([...files].filter(([name]) => name === "package.json" || reachedFiles.has(name)));
}
