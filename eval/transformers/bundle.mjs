// Bundlers. Each entry becomes one file at the path it had, so that hooks, `main` and `bin` still lead to it;
// what is bundled into another file is left out.

import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

import babel from "@babel/core";
import commonjs from "@rollup/plugin-commonjs";
import esbuild from "esbuild";
import { rollup as rollupBuild } from "rollup";
import webpack from "webpack";

import {
  asCommonJs,
  eachScript,
  entries,
  firstLine,
  isModule,
  parse,
  print,
  Refusal,
  resolve,
  scripts,
  text,
  writePackage,
} from "./package.mjs";

/** Whether a specifier leads out of the package's scripts: to Node, a dependency, or a file that is no script. */
const isOutside = (request) =>
  !/^\.{0,2}\//.test(request) || /\.(node|wasm|dat|bin|sh|py|exe|dll)$/.test(request);

export const esbuildBundle = (files) =>
  bundled(files, files, async (folder, entry, code) => {
    const result = await esbuild.build({
      absWorkingDir: folder,
      entryPoints: [entry],
      bundle: true,
      write: false,
      platform: "node",
      format: isModule(code) ? "esm" : "cjs",
      packages: "external",
      external: ["*.node", "*.wasm"],
      logLevel: "silent",
    });
    return result.outputFiles[0].text;
  });

export const rollup = (files) =>
  bundled(files, files, async (folder, entry, code) => {
    const bundle = await rollupBuild({
      input: path.join(folder, entry),
      external: (request) => !path.isAbsolute(request) && !request.startsWith("\0") && isOutside(request),
      plugins: [
        inPackage(folder, files),
        json,
        commonjs({ ignoreDynamicRequires: true, transformMixedEsModules: true }),
      ],
      onwarn: () => {},
      treeshake: { moduleSideEffects: true },
    });
    const format = isModule(code) ? "es" : "cjs";
    const { output } = await bundle.generate({ format, exports: "auto", inlineDynamicImports: true });
    await bundle.close();
    return output[0].code;
  });

/** Resolution of relative specifiers among `files`, with the endings that Node tries for `require`. */
const inPackage = (folder, files) => ({
  name: "in-package",
  resolveId(request, importer) {
    if (!importer || isOutside(request)) return null;
    const from = path.relative(folder, path.dirname(importer.replace(/^\0/, "").replace(/\?.*$/, "")));
    const found = resolve(files, from, request);
    return found === undefined ? null : path.join(folder, found);
  },
});

const json = {
  name: "json",
  transform: (code, id) => (id.endsWith(".json") ? { code: `export default ${code};`, map: null } : null),
};

export const webpackEval = (files) => webpackBundle(files, { mode: "development", devtool: "eval" });

export const webpackProduction = (files) => webpackBundle(files, { mode: "production", devtool: false });

async function webpackBundle(files, settings) {
  const prepared = await eachScript(files, keepComputedRequire);
  return bundled(prepared, await asCommonJs(files), async (folder, entry) => {
    const written = new Map();
    const compiler = webpack({
      ...settings,
      context: folder,
      entry: path.join(folder, entry),
      target: "node",
      output: { path: "/out", filename: "bundle.js", library: { type: "commonjs2" } },
      externals: ({ request }, done) => (isOutside(request) ? done(null, `commonjs ${request}`) : done()),
      node: { __dirname: false, __filename: false },
      optimization: { splitChunks: false, runtimeChunk: false },
      performance: false,
      plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
    });
    compiler.outputFileSystem = intoMemory(written);
    await new Promise((done, fail) => {
      compiler.run((error, stats) => {
        const problem = error ?? stats.toJson({ all: false, errors: true }).errors[0];
        compiler.close(() => (problem ? fail(problem) : done()));
      });
    });
    return written.get("/out/bundle.js").toString();
  });
}

/** webpack would answer a computed `require` with an error; authors who mean it write this. */
function keepComputedRequire(code) {
  const tree = parse(code);
  let hasAny = false;
  babel.traverse(tree, {
    Identifier(identifier) {
      if (identifier.node.name !== "require" || !identifier.isReferencedIdentifier()) return;
      if (identifier.scope.hasBinding("require", true)) return;
      const call = identifier.parentPath;
      const isPlain =
        call.isCallExpression({ callee: identifier.node }) && call.get("arguments.0")?.isStringLiteral?.();
      if (isPlain) return;
      identifier.node.name = "__non_webpack_require__";
      hasAny = true;
    },
  });
  return hasAny ? print(tree) : code;
}

/** The part of a file system that webpack writes with. */
function intoMemory(written) {
  return {
    join: path.join,
    mkdir: (_folder, ...rest) => rest.at(-1)(),
    stat: (_name, done) => done(Object.assign(new Error("no such file"), { code: "ENOENT" })),
    readFile: (_name, done) => done(Object.assign(new Error("no such file"), { code: "ENOENT" })),
    writeFile: (name, contents, done) => {
      written.set(name, contents);
      done();
    },
  };
}

/**
 * The package `files` with each entry bundled by `build(folder, entry, code)`. Other files are taken from
 * `shape`, which is the same package or its CommonJS form, with the same scripts in the same order.
 */
async function bundled(files, shape, build) {
  const temporary = await mkdtemp(path.join(os.tmpdir(), "stockade-"));
  // Bundlers name things after the folder, which must be the same in every run.
  const folder = path.join(temporary, "bundle");
  try {
    await writePackage(folder, files);
    const names = scripts(files);
    const outputNames = new Map(names.map((name, index) => [name, scripts(shape)[index]]));
    const changed = new Map([...shape].filter(([name]) => !scripts(shape).includes(name)));
    for (const entry of entries(files)) {
      const code = await build(folder, entry, text(files, entry)).catch((error) => {
        throw error instanceof Refusal ? error : new Refusal(firstLine(error).replaceAll(folder, ""));
      });
      changed.set(outputNames.get(entry), Buffer.from(code));
    }
    return changed;
  } finally {
    await rm(temporary, { recursive: true });
  }
}
