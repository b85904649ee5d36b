// One script over three files: constants and functions move into two new files, the rest stays and imports them.

import babel from "@babel/core";

import { parse, print, Refusal, scripts, text } from "./package.mjs";

const { types: t } = babel;

export function splitOverThree(files) {
  const changed = new Map(files);
  let count = 0;
  for (const name of scripts(files)) {
    const parts = split(text(files, name), name);
    if (parts) {
      count += 1;
      for (const [part, code] of parts) changed.set(part, Buffer.from(code));
    }
  }
  if (count === 0) throw new Refusal("no script has two places to cut");
  return changed;
}

/** The three files that `code` becomes, or nothing where it has no two places to cut. */
function split(code, name) {
  const tree = parse(print(withPiecesApart(parse(code))));
  const program = programOf(tree);
  const cuts = placesToCut(program);
  const count = tree.program.body.length;
  const first = nearest(cuts, count / 3);
  const second = nearest(
    cuts.filter((cut) => cut > first),
    (count * 2) / 3,
  );
  if (first === undefined || second === undefined) return undefined;
  return emit(program, name, [first, second]);
}

function programOf(tree) {
  let program;
  babel.traverse(tree, {
    Program(found) {
      program = found;
      found.stop();
    },
  });
  return program;
}

const nearest = (cuts, wanted) => cuts.toSorted((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];

/** Longer texts, loaded modules and functions as top-level statements of their own, in front of the rest. */
function withPiecesApart(tree) {
  const program = programOf(tree);
  const pieces = new Map();
  const apart = (path, kind) => {
    const spelling = print(t.file(t.program([t.expressionStatement(t.cloneNode(path.node))])));
    if (!pieces.has(spelling)) {
      pieces.set(spelling, {
        id: program.scope.generateUidIdentifier(kind).name,
        init: t.cloneNode(path.node),
      });
    }
    path.replaceWith(t.identifier(pieces.get(spelling).id));
    path.skip();
  };
  program.traverse({
    CallExpression(path) {
      const [argument] = path.node.arguments;
      const isRequire =
        path.get("callee").isIdentifier({ name: "require" }) && !path.scope.hasBinding("require", true);
      if (isRequire && t.isStringLiteral(argument) && !argument.value.startsWith(".")) apart(path, "part");
      else if (isRequire || path.get("callee").isImport()) path.skip();
    },
    StringLiteral(path) {
      const isValue =
        path.node.value.length >= 8 &&
        !path.parentPath.isModuleDeclaration() &&
        path.listKey !== "directives";
      const isKey =
        (path.key === "key" || path.key === "imported" || path.key === "exported") && !path.parent.computed;
      if (isValue && !isKey) apart(path, "text");
    },
  });
  const body = tree.program.body;
  const imports = body.filter((statement) => t.isImportDeclaration(statement));
  const functions = body.filter((statement) => t.isFunctionDeclaration(statement));
  const others = body.filter((statement) => !imports.includes(statement) && !functions.includes(statement));
  // What only says what the module gives stays in its file: there it may as well come last.
  const given = others.filter((statement) => isOnlyGiven(statement, program));
  const rest = [...others.filter((statement) => !given.includes(statement)), ...given];
  const constants = [...pieces.values()].map(({ id, init }) =>
    t.variableDeclaration("const", [t.variableDeclarator(t.identifier(id), init)]),
  );
  tree.program.body = [...imports, ...constants, ...functions, ...rest];
  return tree;
}

/** Whether the statement exports something that running it does not compute and nothing else here uses. */
function isOnlyGiven(statement, program) {
  if (t.isExportNamedDeclaration(statement) && statement.declaration) {
    const names = Object.keys(t.getBindingIdentifiers(statement.declaration, false, true));
    const isUsed = (name) =>
      program.scope
        .getBinding(name)
        ?.referencePaths.some(
          (path) =>
            !path.parentPath.isExportDeclaration() &&
            path.find((parent) => parent.parentPath?.isProgram()).node !== statement,
        );
    const values = t.isVariableDeclaration(statement.declaration)
      ? statement.declaration.declarations.map(({ init }) => init)
      : [];
    return !names.some(isUsed) && values.every(isInert);
  }
  if (t.isExportDefaultDeclaration(statement))
    return t.isFunction(statement.declaration) || isInert(statement.declaration);
  if (!t.isExpressionStatement(statement) || !t.isAssignmentExpression(statement.expression)) return false;
  const { left, right } = statement.expression;
  const root = t.isMemberExpression(left) && t.isIdentifier(left.object) ? left.object.name : "";
  return ["module", "exports"].includes(root) && isInert(right);
}

const isInert = (value) => t.isFunction(value) || t.isLiteral(value) || t.isIdentifier(value);

/** The index of the top-level statement that `path` is in. */
const statementOf = (path) => path.find((parent) => parent.parentPath?.isProgram())?.key ?? 0;

/** Before which statements the program can be cut: nothing before needs anything after, or writes to it. */
function placesToCut(program) {
  const count = program.node.body.length;
  const isBlocked = new Array(count + 1).fill(false);
  const block = (from, to) => isBlocked.fill(true, from + 1, to + 1);
  for (const binding of Object.values(program.scope.bindings)) {
    const declared = statementOf(binding.path);
    const uses = binding.referencePaths.map(statementOf);
    const writes = binding.constantViolations.map(statementOf);
    const isMoved =
      writes.some((write) => write !== declared) ||
      (writes.length > 0 && uses.some((use) => use !== declared));
    const all = [declared, ...uses, ...writes];
    block(Math.min(...all), isMoved ? Math.max(...all) : declared);
  }
  const last = Math.min(count, ...staying(program));
  return [...isBlocked.keys()].filter((cut) => cut > 0 && cut <= last && cut < count && !isBlocked[cut]);
}

/** The statements that mean something else in another file. */
function staying(program) {
  const found = [];
  const stays = (path) => {
    found.push(statementOf(path));
  };
  const ofModule = new Set(["module", "exports", "__filename"]);
  program.traverse({
    ExportDeclaration: stays,
    MetaProperty: stays,
    Identifier(path) {
      if (
        ofModule.has(path.node.name) &&
        path.isReferencedIdentifier() &&
        !path.scope.hasBinding(path.node.name, true)
      )
        stays(path);
    },
    ReturnStatement(path) {
      if (!path.getFunctionParent()) stays(path);
    },
    ThisExpression(path) {
      if (!path.getFunctionParent()) stays(path);
    },
  });
  return found;
}

function emit(program, name, [first, second]) {
  const body = program.node.body;
  const isModule = program.node.sourceType === "module";
  const bounds = [0, first, second, body.length];
  const names = [partName(name, 1), partName(name, 2), name];
  const partOf = (statement) => (statement < first ? 0 : statement < second ? 1 : 2);
  const wanted = [0, 1, 2].map(() => [new Set(), new Set()]);
  for (const [id, binding] of Object.entries(program.scope.bindings)) {
    const declared = partOf(statementOf(binding.path));
    for (const use of binding.referencePaths.map(statementOf).map(partOf)) {
      if (use > declared) wanted[use][declared].add(id);
    }
  }
  return names.map((part, index) => {
    const from = (other) => [...wanted[index][other]].sort();
    const given = [
      ...new Set([1, 2].flatMap((user) => (user > index ? [...(wanted[user][index] ?? [])] : []))),
    ].sort();
    const head = [0, 1]
      .filter((other) => other < index && from(other).length > 0)
      .map((other) => importing(from(other), names[other], isModule));
    // A part that gives nothing is still loaded, since it may do something.
    for (const other of [0, 1]) {
      if (index === 2 && from(other).length === 0) head.push(importing([], names[other], isModule));
    }
    const tail = given.length > 0 ? [exporting(given, isModule)] : [];
    const statements = [...head, ...body.slice(bounds[index], bounds[index + 1]), ...tail];
    const whole = t.program(statements, program.node.directives, program.node.sourceType);
    if (index === 2) whole.interpreter = program.node.interpreter;
    return [part, print(t.file(whole)) + "\n"];
  });
}

const partName = (name, number) => name.replace(/\.([cm]?js)$/, `.part${number}.$1`);

function importing(ids, file, isModule) {
  const address = t.stringLiteral("./" + file.split("/").at(-1));
  if (isModule)
    return t.importDeclaration(
      ids.map((id) => t.importSpecifier(t.identifier(id), t.identifier(id))),
      address,
    );
  const load = t.callExpression(t.identifier("require"), [address]);
  return ids.length > 0
    ? t.variableDeclaration("const", [t.variableDeclarator(pattern(ids), load)])
    : t.expressionStatement(load);
}

function exporting(ids, isModule) {
  if (isModule)
    return t.exportNamedDeclaration(
      null,
      ids.map((id) => t.exportSpecifier(t.identifier(id), t.identifier(id))),
    );
  const target = t.memberExpression(t.identifier("module"), t.identifier("exports"));
  const value = t.objectExpression(
    ids.map((id) => t.objectProperty(t.identifier(id), t.identifier(id), false, true)),
  );
  return t.expressionStatement(t.assignmentExpression("=", target, value));
}

const pattern = (ids) =>
  t.objectPattern(ids.map((id) => t.objectProperty(t.identifier(id), t.identifier(id), false, true)));
