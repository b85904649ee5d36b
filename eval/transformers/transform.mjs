// Writes variants of packages: each package through each transformer, and bundles with and without a payload.
//
//     node transform.mjs PLAN
//
// The plan is a JSON file:
//
//     { "output": folder,
//       "packages": [{ "name", "folder", "isHonest" }],
//       "hosts": [{ "name", "file", "manifest" }],
//       "payloads": [{ "name", "file" }] }
//
// Variants go to `output/TRANSFORMER/PACKAGE`, bundles to `output/injected/HOST/PAYLOAD` (`untouched` without
// any, and the host `alone` for a payload by itself), and `output/report.json` says of each variant whether it
// was made or why not. No package's code is run. The same plan gives the same bytes.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";

import { esbuildBundle, rollup, webpackEval, webpackProduction } from "./bundle.mjs";
import {
  base64Eval,
  hexEval,
  invisibleUnicode,
  jsfuck,
  obfuscatorHigh,
  obfuscatorLow,
  obfuscatorMedium,
  obfuscatorSelfDefending,
  packer,
} from "./conceal.mjs";
import { opened, payload } from "./inject.mjs";
import { es5, esbuildMinify, renameAndReprint, terser, uglifyJs } from "./minify.mjs";
import { reached, readPackage, Refusal, scripts, writePackage } from "./package.mjs";
import { splitOverThree } from "./split.mjs";

/** In the order of the columns. */
const TRANSFORMERS = new Map([
  ["terser", terser],
  ["esbuild-minify", esbuildMinify],
  ["uglify-js", uglifyJs],
  ["es5", es5],
  ["rename-and-reprint", renameAndReprint],
  ["esbuild-bundle", esbuildBundle],
  ["rollup", rollup],
  ["webpack-production", webpackProduction],
  ["webpack-eval", webpackEval],
  ["split-over-three", splitOverThree],
  ["base64-eval", base64Eval],
  ["hex-eval", hexEval],
  ["packer", packer],
  ["jsfuck", jsfuck],
  ["invisible-unicode", invisibleUnicode],
  ["obfuscator-low", obfuscatorLow],
  ["obfuscator-medium", obfuscatorMedium],
  ["obfuscator-high", obfuscatorHigh],
  ["obfuscator-self-defending", obfuscatorSelfDefending],
]);

/** A variant with a longer script is not written: no registry holds such, and it would measure size alone. */
const SCRIPT_BYTES = 8 * 1024 * 1024;

/** Longest script that javascript-obfuscator is given: its time grows faster than its input. */
const OBFUSCATED_BYTES = 1024 * 1024;

const plan = JSON.parse(await readFile(process.argv[2], "utf8"));
const report = { transformers: [...TRANSFORMERS.keys()], variants: {}, injected: {} };
for (const each of plan.packages) report.variants[each.name] = await variants(each);
await injected();
await writeFile(path.join(plan.output, "report.json"), JSON.stringify(report, null, 1) + "\n");
process.exit(0);

/** By transformer, why there is no variant; null where there is one. */
async function variants({ name, folder, isHonest }) {
  const read = await readPackage(folder);
  const files = isHonest ? reached(read) : read;
  const outcome = {};
  for (const [transformer, apply] of TRANSFORMERS) {
    outcome[transformer] = await attempt(async () => {
      if (scripts(files).length === 0) throw new Refusal("no JavaScript");
      if (transformer.startsWith("obfuscator")) refuseLarge(files, OBFUSCATED_BYTES);
      const changed = await apply(files);
      refuseLarge(changed, SCRIPT_BYTES);
      await writePackage(path.join(plan.output, transformer, name), changed);
    });
  }
  return outcome;
}

function refuseLarge(files, limit) {
  for (const name of scripts(files)) {
    const size = files.get(name).length;
    if (size > limit) throw new Refusal(`too large: ${name} has ${size} bytes`);
  }
}

/** Null, or why `make` refused. Anything else that is thrown is a fault of ours and ends the run. */
async function attempt(make) {
  try {
    await make();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

async function injected() {
  const folder = path.join(plan.output, "injected");
  const blocks = new Map();
  report.injected.alone = {};
  for (const { name, file } of plan.payloads) {
    report.injected.alone[name] = await attempt(async () => {
      const block = await payload(path.basename(file), await readFile(file));
      blocks.set(name, block);
      const manifest = { name: "payload-alone", version: "1.0.0", main: "index.js" };
      await writeBundle(path.join(folder, "alone", name), manifest, "index.js", block);
    });
  }
  for (const host of plan.hosts) {
    const code = await readFile(host.file, "utf8");
    const file = path.basename(host.file);
    const manifest = { ...host.manifest, main: file };
    await writeBundle(path.join(folder, host.name, "untouched"), manifest, file, code);
    report.injected[host.name] = {};
    const inject = opened(code);
    for (const [name, block] of blocks) {
      report.injected[host.name][name] = await attempt(async () => {
        await writeBundle(path.join(folder, host.name, name), manifest, file, inject(block));
      });
    }
  }
}

async function writeBundle(folder, manifest, file, code) {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest, null, 2) + "\n");
  await writeFile(path.join(folder, file), code);
}
