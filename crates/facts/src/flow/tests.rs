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
