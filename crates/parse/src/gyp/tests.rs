use super::*;
use proptest::prelude::*;

fn gyp(text: &str) -> Gyp {
    read(text.as_bytes(), &Limits::default()).unwrap()
}

const HONEST: &str = r#"
# an add-on
{
  'variables': { 'openssl_fips': '', 'n%': 1 },
  "targets": [
    {
      "target_name": "addon",
      'sources': [ 'src/a.cc', "src/"
        'b.cc', ],
      "include_dirs": ["<!@(node -p \"require('node-addon-api').include\")"],
      'dependencies': ["<!(node -p \"require('node-addon-api').gyp\")"],
      'conditions': [
        ['OS=="win" and (n > 1 or n<=2)', { 'sources+': ['src/win.cc'] }, { 'sources': ['src/unix.cc'] }],
        ["OS in 'linux freebsd'.split()", {}],
        ['OS in ["mac"]', {}],
      ],
      'actions': [{
        'action_name': 'build', 'inputs': [], 'outputs': [],
        'action': ['python', 'tools/gen.py', '<(SHARED)'],
      }],
      'postbuilds': [{ 'postbuild_name': 'strip', 'action': ['strip', 'x'] }],
    },
  ],
  'includes': ['common.gypi'],
}
"#;

#[test]
fn an_honest_file_is_read() {
    let gyp = gyp(HONEST);
    assert_eq!(gyp.code, None);
    let [target] = gyp.targets.as_slice() else { panic!("{:?}", gyp.targets) };
    assert_eq!(target.name, "addon");
    let sources: Vec<&str> = target.sources.iter().map(|text| text.text.as_str()).collect();
    assert_eq!(sources, ["src/a.cc", "src/b.cc", "src/win.cc", "src/unix.cc"]);
    assert_eq!(gyp.includes[0].text, "common.gypi");
    let actions: Vec<_> = gyp.actions.iter().map(|action| (action.kind, action.name.as_str())).collect();
    assert_eq!(actions, [(GypActionKind::Action, "build"), (GypActionKind::Postbuild, "strip")]);
    assert_eq!(gyp.conditions.len(), 3);
    for condition in &gyp.conditions {
        assert_eq!(condition.oddities, [], "{condition:?}");
    }
    assert_eq!(gyp.expansions.len(), 2);
    assert_eq!(gyp.expansions[0].command, "node -p \"require('node-addon-api').include\"");
}

#[test]
fn every_form_of_expansion_is_found() {
    let text = "{'a': ['<!(a)', '<!@(b)', '>!(c (d))', '^!@(e)', '<!pymod_do_main(m x)', '<|(f a b)', '<(plain)', '<@(plain)']}";
    let gyp = gyp(text);
    let found: Vec<_> = gyp.expansions.iter().map(|it| (it.kind, it.command.as_str())).collect();
    use ExpansionKind::{Command, FileList, PythonModule};
    let expected = [
        (Command, "a"),
        (Command, "b"),
        (Command, "c (d)"),
        (Command, "e"),
        (PythonModule, "m x"),
        (FileList, "f a b"),
    ];
    assert_eq!(found, expected);
    let span = gyp.expansions[2].span;
    assert_eq!(&text[span.0..span.1], ">!(c (d))");
    assert_eq!(gyp.expansions[2].phase, ExpansionPhase::Late);
}

#[test]
fn expansions_in_keys_escapes_and_triple_quotes_are_found() {
    let gyp =
        gyp("{'<!(a)': '\\x3c!(b)', 'c': '''<!(d\n)''', 'e': r'<!(f)', 'g': '<' '!(h)', 'i': '<!(' + 'j)'}");
    let commands: Vec<&str> = gyp.expansions.iter().map(|it| it.command.as_str()).collect();
    assert_eq!(commands, ["a", "b", "d\n", "f", "h", "j"]);
}

#[test]
fn programs_in_settings_are_actions() {
    let gyp = gyp(
        "{'make_global_settings': [['CC', './cc.sh']], 'targets': [{'rules': [{'rule_name': 'r', 'action': ['sh', 'x']}],
        'msvs_settings': {'VCPreBuildEventTool': {'CommandLine': 'cmd /c x'}}}]}",
    );
    let kinds: Vec<_> =
        gyp.actions.iter().map(|action| (action.kind, action.arguments[0].text.as_str())).collect();
    use GypActionKind::{BuildEvent, GlobalSetting, Rule};
    assert_eq!(kinds, [(GlobalSetting, "./cc.sh"), (Rule, "sh"), (BuildEvent, "cmd /c x")]);
}

#[test]
fn conditions_that_are_programs_are_odd() {
    for (text, oddity) in [
        ("().__class__.__base__", ConditionOddity::DunderName),
        ("os.name=='x'", ConditionOddity::Attribute),
        ("f()==1", ConditionOddity::Call),
        ("[x for x in y]", ConditionOddity::Keyword),
        ("(lambda: 1)==1", ConditionOddity::Keyword),
        ("a[0]==1", ConditionOddity::Subscript),
        ("'x'.join(y)", ConditionOddity::Call),
        ("(a:=1)", ConditionOddity::Assignment),
    ] {
        let found = gyp(&format!("{{'conditions': [[\"{text}\", {{}}]]}}"));
        assert!(found.conditions[0].oddities.contains(&oddity), "{text}: {:?}", found.conditions);
    }
}

#[test]
fn honest_conditions_are_plain() {
    for text in [
        "OS=='win'",
        "node_version >= 12.5",
        "(a==1 or b==2) and not c",
        "'<(x)'=='y'",
        "<(n)==1",
        "1 == 1.0",
        "target_arch in ('x64', 'arm64')",
        "OS != 'win' # comment",
        "'.so' == ext",
    ] {
        assert_eq!(condition::oddities(text), [], "{text}");
    }
}

#[test]
fn python_that_is_no_literal_is_searched_as_text() {
    let text = "{'targets': [x for x in ().__class__.__bases__], 'a': '<!(curl x.invalid)'}";
    let gyp = gyp(text);
    let code = gyp.code.unwrap();
    assert!(code.oddities.contains(&ConditionOddity::DunderName));
    assert_eq!(&text[code.span.0..code.span.0 + 5], "x for");
    assert_eq!(gyp.expansions[0].command, "curl x.invalid");
}

#[test]
fn too_large_a_file_is_refused() {
    let limits = Limits { script_bytes: 3, ..Limits::default() };
    assert_eq!(read(b"{   }", &limits), Err(GypError::TooLarge { bytes: 5, limit: 3 }));
}

#[test]
fn too_deep_a_file_is_refused() {
    let text = "[".repeat(100_000);
    assert!(matches!(read(text.as_bytes(), &Limits::default()), Err(GypError::TooDeep { .. })));
}

#[test]
fn many_unclosed_expansions_end_soon() {
    let text = format!("{{'a': '{}'}}", "<!(".repeat(200_000));
    assert!(gyp(&text).expansions.len() <= 1_000);
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes, &Limits::default());
    }

    #[test]
    fn gyp_like_text_never_panics(parts in proptest::collection::vec(prop::sample::select(vec![
        "{", "}", "[", "]", "(", ")", "'", "\"", "'''", ",", ":", "<!(", ">!@(", "^|(", "\\", "\\x", "\n", "#", "é",
        "'conditions'", "'action'", "'targets'", "__a__", "1", "+", "r'", "lambda", ".", "True", " ",
    ]), 0..40)) {
        let _ = read(parts.concat().as_bytes(), &Limits::default());
    }
}
