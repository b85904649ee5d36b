// Ten bad lines in the middle of an honest bundle: is it they that are found, and not their neighbours?

import babel from "@babel/core";

import { asCommonJs, parse, print, Refusal } from "./package.mjs";

const { types: t } = babel;

/** The script as statements for any module: without its exports, in a function of its own. */
export async function payload(name, contents) {
  const plain = await asCommonJs(new Map([[name, contents]]));
  const code = [...plain.values()][0].toString();
  if (/(?:\brequire\s*\(|\bimport\s*\(?)\s*["']\./.test(code)) throw new Refusal("it needs other files");
  const tree = parse(code);
  tree.program.body = tree.program.body.filter((statement) => !isExport(statement));
  if (tree.program.body.length === 0) throw new Refusal("it only exports");
  return `;(() => {\n${print(tree)}\n})();\n`;
}

function isExport(statement) {
  if (!t.isExpressionStatement(statement)) return false;
  let expression = statement.expression;
  if (t.isLogicalExpression(expression)) expression = expression.right;
  if (!t.isAssignmentExpression(expression)) return false;
  const target = print(t.file(t.program([t.expressionStatement(t.cloneNode(expression.left))])));
  return /^(module\.)?exports\b/.test(target);
}

/** A way to put a payload between two statements in the middle of `host`, with nothing else changed. */
export function opened(host) {
  const tree = parse(host);
  const place = middle(tree);
  const isModule = tree.program.sourceType === "module";
  return (block) => {
    if (!isModule || !/\brequire\b/.test(block)) return host.slice(0, place) + block + host.slice(place);
    const maker = 'import { createRequire as makeRequire } from "node:module";\n';
    const inner = block.replace("{\n", "{\nconst require = makeRequire(import.meta.url);\n");
    return maker + host.slice(0, place) + inner + host.slice(place);
  };
}

/** Where the middle statement of the module starts; of a wrapped module, of the wrapper's function. */
function middle(tree) {
  let statements = tree.program.body;
  const whole = statements.at(-1).end - statements[0].start;
  babel.traverse(tree, {
    Function(path) {
      const body = path.node.body;
      if (body.end - body.start < whole * 0.6) path.skip();
      else if (t.isBlockStatement(body) && body.body.length > 3) statements = body.body;
    },
  });
  const half = (statements[0].start + statements.at(-1).end) / 2;
  const after = statements.find((statement) => statement.start >= half && !t.isImportDeclaration(statement));
  if (!after) throw new Refusal("it has no middle statement");
  return after.start;
}
