console.log(typeof require, typeof module, typeof exports, __filename.length > 0, require.main === module)
console.log(typeof require("node:fs").readFileSync, require("fs") === require("node:fs"), require("fs").promises === require("fs/promises"))
try { require("./nope") } catch (e) { console.log(e.code, e.message.split("\n")[0].replace(/'.*'/, "X")) }
try { require("node:nope") } catch (e) { console.log(e.code, e.message) }
console.log(require("module").builtinModules.includes("fs"), require("module").isBuiltin("node:path"), require.resolve("fs"))
import("fs").then((m) => console.log(typeof m.readFileSync, m.default === require("fs")))
import("data:text/javascript,export default 1+1").then((m) => console.log(m.default))
import("node:path").then(({ join }) => console.log(join("a", "b")))
const fs = require("fs"), os = require("os"), path = require("path"); const d = fs.mkdtempSync(path.join(os.tmpdir(), "x-")); fs.writeFileSync(d + "/a.js", "module.exports = require('./b').v + 1"); fs.writeFileSync(d + "/b.js", "exports.v = 41"); console.log(require(d + "/a"), Object.keys(require.cache).filter((k) => k.startsWith(fs.realpathSync(d))).length)
const fs = require("fs"), os = require("os"), path = require("path"); const d = fs.mkdtempSync(path.join(os.tmpdir(), "x-")); fs.writeFileSync(d + "/a.mjs", "import { v } from './b.mjs'; export const w = v + 1; export default import.meta.url.endsWith('a.mjs')"); fs.writeFileSync(d + "/b.mjs", "export let v = await Promise.resolve(1)"); import(d + "/a.mjs").then((m) => console.log(m.w, m.default))
const fs = require("fs"), os = require("os"), path = require("path"); const d = fs.mkdtempSync(path.join(os.tmpdir(), "x-")); fs.mkdirSync(d + "/node_modules/p/lib", { recursive: true }); fs.writeFileSync(d + "/node_modules/p/package.json", JSON.stringify({ name: "p", exports: { ".": { import: "./lib/m.mjs", require: "./lib/c.js" }, "./x/*": "./lib/*.js" } })); fs.writeFileSync(d + "/node_modules/p/lib/c.js", "module.exports = 'cjs'"); fs.writeFileSync(d + "/node_modules/p/lib/m.mjs", "export default 'esm'"); fs.writeFileSync(d + "/i.js", "console.log(require('p'), require('p/x/c')); try { require('p/lib/c.js') } catch (e) { console.log(e.code) } import('p').then((m) => console.log(m.default))"); require(d + "/i.js")
const fs = require("fs"), os = require("os"), path = require("path"); const d = fs.mkdtempSync(path.join(os.tmpdir(), "x-")); fs.writeFileSync(d + "/a.js", "exports.x = 1; const b = require('./b'); exports.y = b.z"); fs.writeFileSync(d + "/b.js", "const a = require('./a'); exports.z = a.x + ':' + a.y"); console.log(require(d + "/a.js"))
const fs = require("fs"), os = require("os"), path = require("path"); const d = fs.mkdtempSync(path.join(os.tmpdir(), "x-")); fs.writeFileSync(d + "/c.json", '{"k":[1,2]}'); fs.writeFileSync(d + "/bad.json", "{"); console.log(require(d + "/c.json")); try { require(d + "/bad.json") } catch (e) { console.log(e.name) }
const Module = require("module"); const m = new Module("virt"); m._compile("module.exports = typeof require + __filename", "/v.js"); console.log(m.exports)
const fs = require("fs"), os = require("os"), path = require("path"); const d = fs.mkdtempSync(path.join(os.tmpdir(), "x-")); fs.writeFileSync(d + "/c.cjs", "exports.named = 1; exports.other = () => 2"); fs.writeFileSync(d + "/m.mjs", "import c, { named, other } from './c.cjs'; console.log(named, other(), c.named)"); import(d + "/m.mjs")
function f(q) { return eval("q + 1") } console.log(f(2), eval("var z = 5; z * 2"), z, (0, eval)("typeof f"))
console.log(new Function("a", "b", "return a * b")(3, 4), Function("return this")() === globalThis, [].constructor.constructor("return 7")())
console.log(Function("a", "return a").toString(), new Function().toString(), (async () => {}).constructor("await 1").constructor.name)
const vm = require("vm"); console.log(vm.runInNewContext("x + 1", { x: 2 }), vm.runInThisContext("1 + 1"), new vm.Script("y = 5").runInNewContext({}))
const vm = require("vm"); const c = vm.createContext({ a: 1 }); vm.runInContext("var b = a + 1; c = 3", c); console.log(c, vm.isContext(c)); try { vm.runInNewContext("nowhere") } catch (e) { console.log(e.name, e.message) }
let x = 1; { let x = 2; console.log(eval("x"), eval("(() => x)()")) } "use strict"; console.log((function () { "use strict"; eval("var hidden = 1"); return typeof hidden })())
label: for (const a of [1, 2]) { for (const b of [1, 2]) { if (b === 2) continue label; console.log(a, b) } }
console.log(typeof eval, eval.name, eval.length, Function.name, typeof Function.prototype, Function.prototype.constructor === Function)
try { eval("syntax error here") } catch (e) { console.log(e instanceof SyntaxError, e.name) } try { null.x } catch (e) { console.log(e instanceof TypeError) }
