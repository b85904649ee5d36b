//! What is seen through: each spelling ends in a command line that has to be read.

use stockade_model::Limits;

use crate::imported::imported;
use crate::{Context, gather};

/// The command lines that a script starts when it is imported.
fn commands(script: &str) -> Vec<String> {
    let tree = imported(script);
    let context = Context::default();
    let facts = gather(&tree, &context, &Limits::default());
    facts.commands().iter().map(|command| command.text.clone()).collect()
}

fn runs(script: &str) {
    assert_eq!(commands(script), ["id"], "{script}");
}

fn may_run(script: &str) {
    assert!(commands(script).iter().any(|command| command == "id"), "{script}");
}

mod branches {
    use super::*;

    const RUN: &str = "require('child_process').execSync";

    #[test]
    fn a_handler_does_not_run_where_all_is_known() {
        runs(&format!("let x = 'i'; try {{ x = x + 'd' }} catch (e) {{ x = 'no' }} {RUN}(x)"));
        runs(&format!("const a = ['i']; try {{ a.push('d') }} catch {{ a.shift() }} {RUN}(a.join(''))"));
    }

    #[test]
    fn a_handler_runs_where_something_may_throw() {
        may_run(&format!("let x = ''; try {{ unknown() }} catch (e) {{ x = 'id' }} {RUN}(x)"));
        may_run(&format!("let x = ''; try {{ null.y }} catch (e) {{ x = 'id' }} {RUN}(x)"));
        may_run(&format!("let x = ''; try {{ throw 1 }} catch (e) {{ x = 'id' }} {RUN}(x)"));
        may_run(&format!(
            "let x; function f() {{ throw 1 }} try {{ f() }} catch (e) {{ x = 'id' }} {RUN}(x)"
        ));
    }

    #[test]
    fn rotated_string_arrays_are_read() {
        for (handler, test) in [
            ("catch (e) { w.push(w.shift()) }", "while (true)"),
            ("catch (e) { w['push'](w['shift']()) }", "for (;;)"),
            ("catch { w.push(w.shift()) }", "while (!![])"),
        ] {
            runs(&format!(
                "function a() {{ const l = ['id', 'child_process', '5', 'execSync']; a = function () {{ return l }}; \
                 return a() }} function b(i) {{ i = i - 7; return a()[i] }} \
                 (function (f, n) {{ const w = f(); {test} {{ try {{ if (parseInt(b(7)) / 1 === n) break; \
                 else w.push(w.shift()) }} {handler} }} }})(a, 5); require(b(10))[b(8)](b(9))"
            ));
        }
    }

    #[test]
    fn the_right_side_of_a_known_condition_runs_for_certain() {
        for condition in ["1 && (x = x + 'd')", "0 || (x += 'd')", "null ?? (x += 'd')", "1 ? x += 'd' : 0"] {
            runs(&format!("let x = 'i'; {condition}; {RUN}(x)"));
        }
        for condition in ["0 && (x = 'no')", "1 || (x = 'no')", "'' ?? (x = 'no')", "0 ? x = 'no' : 0"] {
            runs(&format!("let x = 'id'; {condition}; {RUN}(x)"));
        }
        for assignment in ["x ||= 'id'", "x ??= 'id'", "x = 'no'; x &&= 'id'"] {
            runs(&format!("let x; {assignment}; {RUN}(x)"));
        }
        for assignment in ["x ||= 'no'", "x ??= 'no'"] {
            runs(&format!("let x = 'id'; {assignment}; {RUN}(x)"));
        }
    }

    #[test]
    fn what_a_condition_keeps_from_running_is_looked_at() {
        for script in ["0 && RUN('id')", "1 || RUN('id')", "1 ?? RUN('id')", "1 ? 0 : RUN('id')"] {
            runs(&script.replace("RUN", RUN));
        }
    }

    #[test]
    fn what_was_only_looked_at_runs_again_for_certain() {
        runs(&format!("let x = 'no'; function f() {{ x = 'id' }} 0 && f(); f(); {RUN}(x)"));
        runs(&format!("const o = {{}}; function f() {{ o.x = 'id' }} 0 && f(); f(); {RUN}(o.x)"));
    }

    #[test]
    fn base64_written_out_is_decoded() {
        runs(&format!(
            "function d(t) {{ const c = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/='; \
             let o = '', p = ''; for (let n = 0, s, u, i = 0; u = t.charAt(i++); ~u && (s = n % 4 ? s * 64 + u : u, \
             n++ % 4) ? o += String.fromCharCode(255 & s >> (-2 * n & 6)) : 0) {{ u = c.indexOf(u) }} \
             for (let k = 0; k < o.length; k++) p += '%' + ('00' + o.charCodeAt(k).toString(16)).slice(-2); \
             return decodeURIComponent(p) }} {RUN}(d('Awq'))"
        ));
    }
}

mod made_code {
    use super::*;

    #[test]
    fn evaluated_code_sees_what_stands_around_it() {
        for script in [
            "const c = require('child_process'); eval(\"c.execSync('id')\")",
            "const c = require('child_process'); eval('eval(\"c.execSync(`id`)\")')",
            "(function (q) { eval(\"q('child_process').execSync('id')\") })(require)",
            "(q => { (() => eval(\"q('child_process').execSync('id')\"))() })(require)",
            "let x = 'no'; eval(\"x = 'id'\"); require('child_process').execSync(x)",
            "eval(\"var x = 'id'; function f(y) { require('child_process').execSync(y) }\"); f(x)",
            "require('child_process').execSync(eval(\"'i' + 'd'\"))",
        ] {
            runs(script);
        }
    }

    #[test]
    fn a_bundle_that_evaluates_its_modules_is_read() {
        runs(
            "var m = { './a': (module, exports, load) => { eval(\"const b = load('./b'); b.run('id')\") }, \
             './b': (module, exports, load) => { eval(\"module.exports.run = load('c').execSync\") }, \
             'c': module => { module.exports = require('child_process') } }; var done = {}; \
             function load(name) { var known = done[name]; if (known !== undefined) return known.exports; \
             var module = done[name] = { exports: {} }; m[name](module, module.exports, load); \
             return module.exports } load('./a')",
        );
    }

    #[test]
    fn arguments_reach_made_functions() {
        for script in [
            "new Function('r', \"r('child_process').execSync('id')\")(require)",
            "Function('a, r', \"r('child_process').execSync(a)\")('id', require)",
            "Function('a', 'return a')(require)('child_process').execSync('id')",
            "Function('return this')().process.mainModule.require('child_process').execSync('id')",
            "require('vm').runInNewContext(\"r('child_process').execSync('id')\", { r: require })",
            "require('vm').compileFunction(\"r('child_process').execSync('id')\", ['r'])(require)",
            "module._compile(\"require('child_process').execSync('id')\", 'x.js')",
            "(0, eval)(\"globalThis\").process.mainModule.require('child_process').execSync('id')",
        ] {
            runs(script);
        }
    }

    #[test]
    fn a_made_function_that_nothing_calls_is_looked_at() {
        runs("module.exports = Function(\"require('child_process').execSync('id')\")");
    }
}

mod ciphers {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD_NO_PAD;

    use super::super::call::cipher::{Encoding, decipher};
    use super::*;

    /// A text as the common obfuscator enciphers it.
    fn enciphered(text: &str, key: &str) -> String {
        let encoded = STANDARD_NO_PAD.encode(decipher(text, key, Encoding::Plain).unwrap());
        let swap = |letter: char| match letter.is_ascii_lowercase() {
            true => letter.to_ascii_uppercase(),
            false => letter.to_ascii_lowercase(),
        };
        encoded.chars().map(swap).collect()
    }

    const BASE64: &str = "var b = function (t) { \
        const c = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/='; let o = '', p = ''; \
        for (let n = 0, s, u, i = 0; u = t['charAt'](i++); ~u && (s = n % 4 ? s * 64 + u : u, n++ % 4) ? \
        o += String['fromCharCode'](255 & s >> (-2 * n & 6)) : 0) { u = c['indexOf'](u) } \
        for (let k = 0, l = o['length']; k < l; k++) p += '%' + ('00' + o['charCodeAt'](k)['toString'](16))['slice'](-2); \
        return decodeURIComponent(p) };";

    const RC4: &str = "const r = function (t, k) { let s = [], j = 0, x, o = ''; t = b(t); let i; \
        for (i = 0; i < 256; i++) s[i] = i; \
        for (i = 0; i < 256; i++) { j = (j + s[i] + k['charCodeAt'](i % k['length'])) % 256, x = s[i], s[i] = s[j], s[j] = x } \
        i = 0, j = 0; for (let y = 0; y < t['length']; y++) { i = (i + 1) % 256, j = (j + s[i]) % 256, x = s[i], \
        s[i] = s[j], s[j] = x, o += String['fromCharCode'](t['charCodeAt'](y) ^ s[(s[i] + s[j]) % 256]) } return o };";

    /// A check of the common obfuscator: whether the text of a function is on one line.
    const GUARD: &str = "const g = function (f) { this.f = f, this.n = [1, 0, 0], this.s = function () {return'newState';} }; \
        g.prototype.a = function () { const t = new RegExp('\\\\w+ *\\\\(\\\\) *{\\\\w+ *[\\'|\"].+[\\'|\"];? *}'); \
        return this.b(t['test'](this.s['toString']()) ? --this.n[1] : --this.n[0]) }; \
        g.prototype.b = function (n) { if (!Boolean(~n)) return n; return this.c(this.f) }; \
        g.prototype.c = function (f) { for (let i = 0, l = this.n.length; i < l; i++) { \
        this.n.push(Math.round(Math.random())), l = this.n.length } return f(this.n[0]) }; \
        ('' + function () { return 0 })['indexOf']('\\n') === -1 && new g(d)['a']();";

    /// A script that names all by a rotated table of enciphered texts.
    fn script(guard: &str) -> String {
        let names = [("id", "k0&"), ("child_process", "a^1"), ("execSync", "Zq]")];
        let mut table: Vec<String> = names.iter().map(|(name, key)| enciphered(name, key)).collect();
        table.push(enciphered("731abc", "p2@"));
        table.rotate_right(2);
        let table = table.join("','");
        format!(
            "function a() {{ const l = ['{table}']; a = function () {{ return l }}; return a() }} \
             function d(i, k) {{ i = i - 7; const l = a(); let v = l[i]; if (d['z'] === undefined) {{ {BASE64} {RC4} \
             d['m'] = r, d['c'] = {{}}, d['z'] = !![] }} const h = l[0]; \
             d['h'] !== h && (d['c'] = {{}}, d['h'] = h); const w = d['c'][i]; \
             if (w === undefined) {{ if (d['g'] === undefined) {{ {guard} d['g'] = !![] }} \
             v = d['m'](v, k), d['c'][i] = v }} else v = w; return v }} \
             (function (f, n) {{ function e(x, i, k) {{ return d(i - -3, k) }} const w = f(); while (!![]) {{ try {{ \
             const q = -parseInt(e(0, 7, 'p2@')) / 1 + parseInt('5') / 1; if (q === n) break; \
             else w['push'](w['shift']()) }} catch (o) {{ w['push'](w['shift']()) }} }} }})(a, -726); \
             require(d(8, 'a^1'))[d(9, 'Zq]')](d(7, 'k0&'))"
        )
    }

    #[test]
    fn rotated_tables_of_enciphered_texts_are_read() {
        runs(&script(""));
    }

    #[test]
    fn a_decoder_that_looks_at_its_own_text_is_read() {
        runs(&script(GUARD));
    }

    #[test]
    fn a_function_that_is_the_cipher_but_for_one_text_is_run_as_it_is() {
        let special = script("").replace("let s = []", "if (k === 'k0&') return 'id'; let s = []");
        runs(&special.replace(&enciphered("id", "k0&"), "abcd"));
    }

    #[test]
    fn functions_show_their_text() {
        for text in ["'' + f", "f.toString()", "f['toString']()", "`${f}`", "String(f)"] {
            runs(&format!(
                "function f() {{ /*id*/ }} require('child_process').execSync(({text}).split('/*')[1].split('*/')[0])"
            ));
        }
    }

    #[test]
    fn numbers_count_before_and_after() {
        runs(
            "const c = ['', 'i']; let n = 0; require('child_process').execSync(c[++n] + (n-- === 1 ? 'd' : 'x'))",
        );
    }
}

mod collections {
    use super::*;

    const RUN: &str = "require('child_process').execSync";

    #[test]
    fn what_a_map_or_set_holds_comes_out_of_it() {
        for script in [
            "const m = new Map(); m.set('a', 'id'); RUN(m.get('a'))",
            "const m = new Map([['a', 'id'], ['b', 'no']]); RUN(m.get('a'))",
            "const s = new Set(['id']); s.forEach(x => RUN(x))",
            "const m = new WeakMap(); const k = {}; m.set(k, 'id'); RUN(m.get(k) || 'id')",
        ] {
            may_run(&script.replace("RUN", RUN));
        }
    }

    #[test]
    fn functions_put_into_a_map_are_not_called() {
        let script = "const m = new Map(); m.set('a', () => fetch('https://a.invalid')); exports.m = m";
        let tree = imported(script);
        let context = Context::default();
        let facts = gather(&tree, &context, &Limits::default());
        assert!(facts.all_calls().iter().all(|call| !call.trigger.runs_unasked()));
    }
}

mod helpers {
    use super::*;

    const RUN: &str = "require('child_process').execSync";

    #[test]
    fn lists_are_walked_as_compilers_for_old_engines_do() {
        runs(&format!(
            "function w(r) {{ var t = 'undefined' != typeof Symbol && r[Symbol.iterator] || r['@@iterator']; if (!t) {{ throw 1 }} \
             return {{ s: function () {{ t = t.call(r) }}, n: function () {{ return t.next() }} }} }} \
             var i = w(['i', 'd']), s, o = ''; for (i.s(); !(s = i.n()).done;) {{ o += s.value }} {RUN}(o)"
        ));
    }

    #[test]
    fn classes_for_old_engines_have_their_methods() {
        runs(&format!(
            "function t(o) {{ return t = 'function' == typeof Symbol && 'symbol' == typeof Symbol.iterator ? function (o) \
             {{ return typeof o }} : function (o) {{ return o && 'function' == typeof Symbol ? 'symbol' : typeof o }}, t(o) }} \
             function p(e, r) {{ for (var i = 0; i < r.length; i++) {{ var o = r[i]; Object.defineProperty(e, k(o.key), o) }} }} \
             function k(n) {{ var i = j(n, 'string'); return 'symbol' == t(i) ? i : i + '' }} \
             function j(n, e) {{ if ('object' != t(n) || !n) return n; return String(n) }} \
             var C = function () {{ function C(x) {{ this.x = x }} return p(C.prototype, [{{ key: 'go', value: function go() \
             {{ {RUN}(this.x) }} }}]), C }}(); new C('id').go()"
        ));
    }

    #[test]
    fn exports_by_getters_are_read_when_they_are_asked_for() {
        runs(&format!(
            "var d = Object.defineProperty; var e = function (t, a) {{ for (var n in a) d(t, n, {{ get: a[n], enumerable: !0 }}) }}; \
             var x = {{}}; e(x, {{ f: function f() {{ return g }} }}); var g = function (c) {{ {RUN}(c) }}; (0, x.f)('id')"
        ));
    }

    #[test]
    fn unknown_parts_leave_the_rest_of_a_text() {
        assert_eq!(
            commands(&format!("{RUN}('curl '.concat(process.argv[2], ' | sh'))")),
            ["curl \u{fffc} | sh"]
        );
    }

    #[test]
    fn tables_of_functions_do_not_make_code_of_everything() {
        let script = "const t = { a: Function, b: parseInt, c: isNaN, d: Map, e: Set }; t[process.argv[2]](atob('YWJj'))";
        let tree = imported(script);
        let context = Context::default();
        let facts = gather(&tree, &context, &Limits::default());
        assert!(facts.all_calls().iter().all(|call| &*call.api != "Function"));
    }
}

mod promises {
    use super::*;

    #[test]
    fn what_resolves_a_promise_is_its_value() {
        may_run("new Promise(r => r('id')).then(x => require('child_process').execSync(x))");
        may_run(
            "(async () => { const x = await new Promise((a, b) => { setTimeout(() => a('id'), 5) }); require('child_process').execSync(x) })()",
        );
        may_run(
            "const f = g => () => new Promise(function (r, e) { function n(v) { s(g, r, n, v) } n() }); \
                 function s(g, r, n, v) { Promise.resolve(g).then(r, e => 0) } f('id')().then(x => require('child_process').execSync(x))",
        );
    }
}

mod pieces {
    use super::*;

    #[test]
    fn long_codes_are_read_to_their_end() {
        let code = "1;".repeat(20_000) + "require('child_process').execSync('id')";
        let hex: String = code.bytes().map(|byte| format!("{byte:02x}")).collect();
        runs(&format!(
            "eval('{hex}'.match(/../g).map(pair => String.fromCharCode(parseInt(pair, 16))).join(''))"
        ));
    }

    #[test]
    fn characters_beyond_the_first_plane_have_one_code() {
        runs(
            "const d = t => [...t].map(c => c.codePointAt(0) - 0xe0100 + 16); \
             require('child_process').execSync(Buffer.from(d('\u{e0159}\u{e0154}')).toString())",
        );
        runs(
            "const d = t => [...t].map(c => c.codePointAt(0) - 0xe0100 + 16); \
             require('child_process').execSync(Buffer.from(d('\\u{E0159}\\u{E0154}')).toString())",
        );
    }

    #[test]
    fn what_evaluated_code_declares_stays_in_its_file() {
        let files = [
            ("package.json", r#"{"name": "x", "version": "1.0.0", "main": "index.js"}"#),
            (
                "index.js",
                "require('./a'); require('child_process').execSync(Buffer.from('aWQ=', 'base64').toString())",
            ),
            ("a.js", "eval(\"var Buffer = require('safe-buffer').Buffer; exports.x = Buffer\")"),
        ];
        let file = |(path, text): (&str, &str)| stockade_model::TreeFile {
            path: path.to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        };
        let tree = stockade_model::Tree::new(files.map(file).to_vec());
        let context = Context::default();
        let facts = gather(&tree, &context, &Limits::default());
        let commands: Vec<&str> = facts.commands().iter().map(|command| command.text.as_str()).collect();
        assert_eq!(commands, ["id"]);
    }
}

mod symbols {
    use super::*;

    #[test]
    fn letters_are_taken_from_texts_of_the_language() {
        for (expression, letter) in [
            ("(![]+[])[+!+[]]", 'a'),
            ("([]['flat']+[])[3]", 'c'),
            ("([]['entries']()+[])[2]", 'b'),
            ("(+(101))['to'+String['name']](21)[1]", 'h'),
            ("(false+[0]+String)[20]", 'g'),
            ("([![]]+[][[]])[+!+[]+[+[]]]", 'i'),
            ("('')['fontcolor']()[12]", '"'),
            ("(false+[0])['italics']()[10]", '/'),
            ("(RegExp()+'')[3]", ':'),
            ("(RegExp('/')+'')[1]", '\\'),
            ("(+'1e100'+[])[2]", '+'),
            ("(+'.0000000001'+'')[2]", '-'),
            ("Function('return escape')()((''['italics']()))[2]", 'C'),
            ("(+[]+Array)[10]", 'A'),
            ("(NaN+Object()['to'+String['name']]['call']())[11]", 'U'),
            ("(Function('return/0/')()['constructor']()+[])[3]", ':'),
            ("(new Date(24e9)+'')[4]", 'O'),
        ] {
            let script = format!("require('child_process').execSync('x'+{expression})");
            assert_eq!(commands(&script), [format!("x{letter}")], "{script}");
        }
    }

    #[test]
    fn code_made_of_symbols_is_followed_however_long() {
        let padding = "(+[])+".repeat(300);
        runs(&format!(
            "{padding}0;[][(![]+[])[+[]]+(![]+[])[!+[]+!+[]]+(![]+[])[+!+[]]+(!![]+[])[+[]]]['constructor']('r', \
             'r(\\'child_process\\').execSync(\\'id\\')')(require)"
        ));
    }
}
