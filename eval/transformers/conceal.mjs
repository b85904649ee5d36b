// Transformers that hide code: what malware is put through before it is published.

import esbuild from "esbuild";
import obfuscator from "javascript-obfuscator";
import jsfuckModule from "jsfuck";

import { asCommonJs, eachScript, firstLine, parse, Refusal } from "./package.mjs";
import { terserText } from "./minify.mjs";

/** javascript-obfuscator by one of its presets, always with the same seed. */
const obfuscated = (preset, overrides) => (files) =>
  eachScript(files, (code) => {
    try {
      const options = {
        ...obfuscator.getOptionsByPreset(preset),
        target: "node",
        seed: 1,
        advertisement: false,
        ...overrides,
      };
      return obfuscator.obfuscate(code, options).getObfuscatedCode();
    } catch (error) {
      throw new Refusal(`javascript-obfuscator: ${firstLine(error)}`);
    }
  });

export const obfuscatorLow = obfuscated("low-obfuscation", { selfDefending: false });
export const obfuscatorMedium = obfuscated("medium-obfuscation", { selfDefending: false });
export const obfuscatorHigh = obfuscated("high-obfuscation", {
  selfDefending: false,
  debugProtection: false,
});
export const obfuscatorSelfDefending = obfuscated("high-obfuscation", {});

/** Scripts replaced by what `wrap` makes of their text; modules become CommonJS first. */
const wrapped = (wrap) => async (files) =>
  eachScript(await asCommonJs(files), async (code) => wrap(withoutHashbang(code)));

const withoutHashbang = (code) => code.replace(/^#!.*\n/, "");

/** The code in printable ASCII on one line. */
async function ascii(code) {
  const result = await esbuild.transform(code, {
    charset: "ascii",
    minifyWhitespace: true,
    logLevel: "silent",
  });
  return result.code.trimEnd();
}

export const base64Eval = wrapped((code) => {
  return `eval(Buffer.from("${Buffer.from(code).toString("base64")}", "base64").toString());\n`;
});

export const hexEval = wrapped(async (code) => {
  const digits = Buffer.from(await ascii(code)).toString("hex");
  const decoder = 'match(/../g).map((pair) => String.fromCharCode(parseInt(pair, 16))).join("")';
  return `eval("${digits}".${decoder});\n`;
});

/** Each byte is a variation selector, which no editor shows. */
export const invisibleUnicode = wrapped((code) => {
  const selector = (byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16);
  const payload = [...Buffer.from(code)].map(selector).join("");
  return (
    "const s = (v) => [...v].map((c) => ((c = c.codePointAt(0)), c >= 0xfe00 && c <= 0xfe0f ? c - 0xfe00 : " +
    "c >= 0xe0100 && c <= 0xe01ef ? c - 0xe0100 + 16 : null)).filter((b) => b !== null);\n" +
    `eval(Buffer.from(s(\`${payload}\`)).toString("utf-8"));\n`
  );
});

const { JSFuck } = jsfuckModule;
/** Names that a script has from its module and that code made by `Function` has not. */
const MODULE_NAMES = ["require", "module", "exports", "__filename", "__dirname"];
/** Longest script that is put in symbols: each character becomes about a thousand. */
const JSFUCK_CHARACTERS = 6000;

/** Six symbols; what the script has from its module is handed in by name. */
export const jsfuck = wrapped(async (code) => {
  const short = await ascii(await terserText(code));
  if (short.length > JSFUCK_CHARACTERS) throw new Refusal(`too large: ${short.length} characters`);
  const used = MODULE_NAMES.filter((name) => new RegExp(`\\b${name}\\b`).test(short));
  if (used.length === 0) return JSFuck.encode(short, true) + "\n";
  const maker = `[][${JSFuck.encode("flat")}][${JSFuck.encode("constructor")}]`;
  const names = used.join(",");
  return `${maker}(${JSFuck.encode(names)},${JSFuck.encode(short)})(${names})\n`;
});

/** Dean Edwards' packer in its base 62 form. */
export const packer = wrapped(async (code) => {
  const short = await ascii(code);
  const counts = new Map();
  for (const [word] of short.matchAll(/\b\w+\b/g)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const words = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  const keys = new Map(words.map((word, index) => [word, base62(index)]));
  const body = short.replace(/\b\w+\b/g, (word) => keys.get(word));
  // A word that is its own key needs no place in the table.
  const table = words.map((word) => (keys.get(word) === word ? "" : word)).join("|");
  const escaped = body.replace(/\\/g, "\\\\").replace(/'/g, "\\'").replace(/\n/g, "\\n");
  parse(short);
  return `eval(function(p,a,c,k,e,d){e=function(c){return(c<a?'':e(parseInt(c/a)))+((c=c%a)>35?String.fromCharCode(c+29):c.toString(36))};if(!''.replace(/^/,String)){while(c--){d[e(c)]=k[c]||e(c)}k=[function(e){return d[e]}];e=function(){return'\\\\w+'};c=1};while(c--){if(k[c]){p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c])}}return p}('${escaped}',62,${words.length},'${table}'.split('|'),0,{}))\n`;
});

function base62(number) {
  const rest = number % 62;
  const digit = rest > 35 ? String.fromCharCode(rest + 29) : rest.toString(36);
  return (number < 62 ? "" : base62(Math.floor(number / 62))) + digit;
}
