// Transformers that honest builds use on one file: shorter, older or differently spelt, with the same meaning.

import babel from "@babel/core";
import presetEnv from "@babel/preset-env";
import esbuild from "esbuild";
import { minify as terserMinify } from "terser";
import uglify from "uglify-js";

import { asCommonJs, eachScript, firstLine, isModule, parse, print, Refusal } from "./package.mjs";

const { types: t } = babel;

export async function terserText(code) {
  try {
    const isEsm = isModule(code);
    const result = await terserMinify(code, {
      module: isEsm,
      toplevel: true,
      compress: { passes: 2 },
      parse: { bare_returns: true },
    });
    return result.code;
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`terser: ${firstLine(error)}`);
  }
}

export const terser = (files) => eachScript(files, terserText);

export const esbuildMinify = (files) =>
  eachScript(files, async (code) => {
    try {
      const result = await esbuild.transform(code, { minify: true, platform: "node", logLevel: "silent" });
      return result.code;
    } catch (error) {
      throw new Refusal(`esbuild: ${firstLine(error.errors?.[0]?.text ?? error)}`);
    }
  });

export const uglifyJs = (files) =>
  eachScript(files, (code) => {
    const result = uglify.minify(code, {
      module: isModule(code),
      toplevel: true,
      parse: { bare_returns: true },
    });
    if (result.error) throw new Refusal(`uglify-js: ${firstLine(result.error)}`);
    return result.code;
  });

const env = [presetEnv, { targets: { ie: "11" }, modules: false }];

/** Babel down to ECMAScript 5, generators included. Modules become CommonJS first. */
export const es5 = async (files) =>
  eachScript(await asCommonJs(files), async (code) => {
    const options = {
      configFile: false,
      babelrc: false,
      presets: [env],
      sourceType: "script",
      compact: false,
    };
    const result = await babel.transformAsync(code, {
      ...options,
      parserOpts: { allowReturnOutsideFunction: true },
    });
    // Babel takes the callee of `import()` for a value where an await follows it.
    parse(result.code);
    return result.code;
  });

/** Every binding gets a name that says nothing, and the text is printed anew without comments. */
export const renameAndReprint = (files) =>
  eachScript(files, (code) => {
    const tree = parse(code);
    const bindings = [];
    const taken = new Set();
    babel.traverse(tree, {
      Scopable: ({ scope }) => {
        bindings.push(...Object.entries(scope.bindings));
      },
      Identifier: ({ node }) => {
        taken.add(node.name);
      },
    });
    // By declaration, since a class is bound both around and inside itself.
    const names = new Map();
    for (const [name, { identifier, path, referencePaths, constantViolations }] of bindings) {
      if (path.findParent((parent) => parent.isStatement())?.parentPath?.isExportDeclaration()) continue;
      if (path.parentPath?.isExportDeclaration()) continue;
      if (!names.has(identifier)) names.set(identifier, scrambled(names.size, taken));
      const written = [path, ...constantViolations].flatMap(
        ({ node }) => t.getBindingIdentifiers(node, true)[name] ?? [],
      );
      for (const node of [identifier, ...referencePaths.map((reference) => reference.node), ...written]) {
        if (node.name === name) node.name = names.get(identifier);
      }
    }
    return print(tree);
  });

/** A name for the binding `number`: the same in every run, unlike its neighbours', and not `taken`. */
function scrambled(number, taken) {
  const name = "q" + (((number + 1) * 7919) % 46656).toString(36).padStart(3, "0") + number.toString(36);
  return taken.has(name) ? `${name}$` : name;
}
