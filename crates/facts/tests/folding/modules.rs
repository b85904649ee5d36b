//! Modules as compilers and bundlers hand them on: the real texts of their helpers, shortened where a part
//! does not run.

use super::{analysed, texts, tree};

#[track_caller]
fn runs(code: &str) {
    let tree = tree(&[("index.js", code)]);
    let found = texts(&analysed(&tree));
    assert!(found.iter().any(|text| text == "id"), "{found:?}");
}

/// Whether nothing but `id` is run, so that members are not mixed up.
#[track_caller]
fn runs_nothing(code: &str) {
    let tree = tree(&[("index.js", code)]);
    assert_eq!(texts(&analysed(&tree)), [] as [&str; 0]);
}

const ESBUILD: &str = r#"
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));
var __toCommonJS = (mod) => __copyProps(__defProp({}, "__esModule", { value: true }), mod);
"#;

#[test]
fn esbuild() {
    runs(&format!(r#"{ESBUILD} var c = __toESM(require("child_process")); c.default.exec("id")"#));
    runs(&format!(r#"{ESBUILD} var c = __toESM(require("child_process")); c.exec("id")"#));
    runs(&format!(r#"{ESBUILD} var c = __toESM(require("child_process"), 1); (0, c.exec)("id")"#));
    let own = r#"var m = {}; __export(m, { run: () => run, idle: () => idle });
        var c = require("child_process");
        function run(x) { c.exec(x) }
        function idle() {}
        var n = __toCommonJS(m);"#;
    runs(&format!(r#"{ESBUILD} {own} n.run("id")"#));
    runs(&format!(r#"{ESBUILD} {own} m.run("id")"#));
    let quiet = own.replace("c.exec(x)", "c.exec");
    runs_nothing(&format!(r#"{ESBUILD} {quiet} n.idle("id")"#));
}

const TYPESCRIPT: &str = r#"
var __createBinding = (this && this.__createBinding) || (Object.create ? (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    var desc = Object.getOwnPropertyDescriptor(m, k);
    if (!desc || ("get" in desc ? !m.__esModule : desc.writable || desc.configurable)) {
      desc = { enumerable: true, get: function() { return m[k]; } };
    }
    Object.defineProperty(o, k2, desc);
}) : (function(o, m, k, k2) {
    if (k2 === undefined) k2 = k;
    o[k2] = m[k];
}));
var __setModuleDefault = (this && this.__setModuleDefault) || (Object.create ? (function(o, v) {
    Object.defineProperty(o, "default", { enumerable: true, value: v });
}) : function(o, v) {
    o["default"] = v;
});
var __importStar = (this && this.__importStar) || (function () {
    var ownKeys = function(o) {
        ownKeys = Object.getOwnPropertyNames || function (o) {
            var ar = [];
            for (var k in o) if (Object.prototype.hasOwnProperty.call(o, k)) ar[ar.length] = k;
            return ar;
        };
        return ownKeys(o);
    };
    return function (mod) {
        if (mod && mod.__esModule) return mod;
        var result = {};
        if (mod != null) for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);
        __setModuleDefault(result, mod);
        return result;
    };
})();
var __importDefault = (this && this.__importDefault) || function (mod) {
    return (mod && mod.__esModule) ? mod : { "default": mod };
};
var __exportStar = (this && this.__exportStar) || function(m, exports) {
    for (var p in m) if (p !== "default" && !Object.prototype.hasOwnProperty.call(exports, p)) __createBinding(exports, m, p);
};
Object.defineProperty(exports, "__esModule", { value: true });
"#;

#[test]
fn typescript() {
    runs(&format!(r#"{TYPESCRIPT} const c = __importStar(require("child_process")); c.exec("id")"#));
    runs(&format!(r#"{TYPESCRIPT} const c = __importStar(require("child_process")); c.default.exec("id")"#));
    runs(&format!(
        r#"{TYPESCRIPT} const c = __importDefault(require("child_process")); c.default.exec("id")"#
    ));
    runs(&format!(r#"{TYPESCRIPT} __exportStar(require("child_process"), exports); exports.exec("id")"#));
    let older = TYPESCRIPT.replace(
        r#"for (var k = ownKeys(mod), i = 0; i < k.length; i++) if (k[i] !== "default") __createBinding(result, mod, k[i]);"#,
        r#"for (var k in mod) if (k !== "default" && Object.prototype.hasOwnProperty.call(mod, k)) __createBinding(result, mod, k);"#,
    );
    runs(&format!(r#"{older} const c = __importStar(require("child_process")); c.exec("id")"#));
}

#[test]
fn babel() {
    let helper = r#"function _interopRequireWildcard(e, t) { if ("function" == typeof WeakMap) var r = new WeakMap(), n = new WeakMap(); return (_interopRequireWildcard = function (e, t) { if (!t && e && e.__esModule) return e; var o, i, f = { __proto__: null, default: e }; if (null === e || "object" != typeof e && "function" != typeof e) return f; if (o = t ? n : r) { if (o.has(e)) return o.get(e); o.set(e, f); } for (const t in e) "default" !== t && {}.hasOwnProperty.call(e, t) && ((i = (o = Object.defineProperty) && Object.getOwnPropertyDescriptor(e, t)) && (i.get || i.set) ? o(f, t, i) : f[t] = e[t]); return f; })(e, t); }"#;
    runs(&format!(r#"{helper} var c = _interopRequireWildcard(require("child_process")); c.exec("id")"#));
    runs(&format!(
        r#"{helper} var c = _interopRequireWildcard(require("child_process")); c.default.exec("id")"#
    ));
    let older = r#"function _interopRequireWildcard(obj) { if (obj && obj.__esModule) { return obj; } else { var newObj = {}; if (obj != null) { for (var key in obj) { if (Object.prototype.hasOwnProperty.call(obj, key)) newObj[key] = obj[key]; } } newObj.default = obj; return newObj; } }"#;
    runs(&format!(r#"{older} var c = _interopRequireWildcard(require("child_process")); c.exec("id")"#));
}

#[test]
fn rollup() {
    let helper = r#"function _interopNamespaceDefault(e) {
      var n = Object.create(null);
      if (e) {
        Object.keys(e).forEach(function (k) {
          if (k !== 'default') {
            var d = Object.getOwnPropertyDescriptor(e, k);
            Object.defineProperty(n, k, d.get ? d : { enumerable: true, get: function () { return e[k]; } });
          }
        });
      }
      n.default = e;
      return Object.freeze(n);
    }"#;
    runs(&format!(
        r#"{helper} var c = /*#__PURE__*/_interopNamespaceDefault(require('child_process')); c.exec("id")"#
    ));
    runs(&format!(
        r#"{helper} var c = _interopNamespaceDefault(require('child_process')); c.default.exec("id")"#
    ));
}

#[test]
fn webpack() {
    let runtime = r#"var __webpack_modules__ = {
        1: (module) => { module.exports = require("child_process") },
        2: (__unused, exports, __webpack_require__) => {
            __webpack_require__.r(exports);
            __webpack_require__.d(exports, { run: () => run });
            var c = __webpack_require__(1);
            var d = __webpack_require__.n(c);
            function run(x) { d().exec(x) }
        },
    };
    var __webpack_module_cache__ = {};
    function __webpack_require__(moduleId) {
        var cachedModule = __webpack_module_cache__[moduleId];
        if (cachedModule !== undefined) { return cachedModule.exports; }
        var module = __webpack_module_cache__[moduleId] = { exports: {} };
        __webpack_modules__[moduleId](module, module.exports, __webpack_require__);
        return module.exports;
    }
    (() => { __webpack_require__.n = (module) => {
        var getter = module && module.__esModule ? () => (module['default']) : () => (module);
        __webpack_require__.d(getter, { a: getter });
        return getter;
    }; })();
    (() => { __webpack_require__.d = (exports, definition) => {
        for(var key in definition) {
            if(__webpack_require__.o(definition, key) && !__webpack_require__.o(exports, key)) {
                Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
            }
        }
    }; })();
    (() => { __webpack_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop)) })();
    (() => { __webpack_require__.r = (exports) => {
        if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
            Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
        }
        Object.defineProperty(exports, '__esModule', { value: true });
    }; })();"#;
    runs(&format!(r#"{runtime} var m = __webpack_require__(2); (0, m.run)("id")"#));
    runs(&format!(
        r#"{runtime} var c = __webpack_require__(1), d = __webpack_require__.n(c); d.a.exec("id")"#
    ));
}

#[test]
fn copies() {
    runs(
        r#"const m = require("child_process"), to = {}; for (let k of Object.keys(m)) to[k] = m[k]; to.exec("id")"#,
    );
    runs(r#"const to = { ...require("child_process") }; to.exec("id")"#);
    runs(r#"const to = Object.assign({}, require("child_process")); to.exec("id")"#);
    runs(r#"const m = require("child_process"), to = Object.create(m); to.exec("id")"#);
    runs_nothing(
        r#"const m = require("child_process"), to = {}; for (let k of Object.keys(m)) to[k] = m[k]; to.fork; to.other("id")"#,
    );
}
