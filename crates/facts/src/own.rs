//! What is a release's own: variables named after it, hosts that it says it talks to.

use stockade_model::Trigger;

use crate::facts::Facts;
use crate::flow::FlowFact;
use crate::vocabulary::Host;

/// First words of variables that belong to a vendor, and how the names of the vendor's own packages start.
/// Sources: the vendors' documentation and their scopes on the registry.
const VENDORS: &[(&str, &[&str])] = &[
    ("npm", &["npm", "@npmcli/", "libnpm"]),
    ("node", &["npm", "@npmcli/", "libnpm"]),
    ("yarn", &["yarn", "@yarnpkg/"]),
    ("github", &["@octokit/", "octokit", "@actions/", "@github/", "@semantic-release/github"]),
    ("gh", &["@octokit/", "octokit", "@actions/", "@github/"]),
    ("actions", &["@actions/", "@github/"]),
    ("gitlab", &["@gitbeaker/", "@gitlab/", "@semantic-release/gitlab"]),
    ("aws", &["aws-sdk", "@aws-sdk/", "@smithy/", "@aws-cdk/", "aws-cdk", "@aws-amplify/"]),
    ("azure", &["@azure/", "azure-"]),
    ("google", &["@google-cloud/", "google-", "googleapis", "@google/", "@genkit-ai/"]),
    ("docker", &["docker", "@docker/"]),
    ("openai", &["openai", "@openai/", "@ai-sdk/openai"]),
    ("anthropic", &["@anthropic-ai/", "@ai-sdk/anthropic"]),
    ("ssh", &["ssh2", "node-ssh"]),
];

impl Facts<'_> {
    /// The name the release was asked for by, or gives itself; empty where neither is known.
    pub(crate) fn package_name(&self) -> &str {
        let asked = self.context.release.as_ref().map(|release| release.name.as_str());
        asked.or_else(|| self.manifest.as_ref()?.name.as_deref()).unwrap_or_default()
    }

    /// Whether a variable of the environment belongs to the release: its first word, `ACME` of `ACME_TOKEN`,
    /// occurs in the package's name or in that of a dependency; one of two letters is a whole word of the package's
    /// name. Those of the great vendors belong to the vendors' own packages alone.
    #[must_use]
    pub fn owns_variable(&self, variable: &str) -> bool {
        let lower = variable.to_ascii_lowercase();
        let Some(word) = lower.split('_').find(|word| !word.is_empty()) else { return false };
        let name = self.package_name().to_ascii_lowercase();
        if let Some((_, starts)) = VENDORS.iter().find(|(vendor, _)| *vendor == word) {
            return starts.iter().any(|start| name.starts_with(start));
        }
        let dependencies = self.manifest.iter().flat_map(|manifest| manifest.dependencies.production.keys());
        self.is_called(word)
            || word.len() >= 3
                && std::iter::once(&name)
                    .chain(dependencies)
                    .any(|name| name.to_ascii_lowercase().contains(word))
    }

    /// Whether `word` is a whole word of the package's name: `nx` of `nx` and of `@nx/devkit`.
    fn is_called(&self, word: &str) -> bool {
        let name = self.package_name().to_ascii_lowercase();
        name.split(|letter: char| !letter.is_ascii_alphanumeric()).any(|part| part == word)
    }

    /// Whether data leaves the machine in a flow that nobody asked for: at install or import, or to a constant
    /// host of which the release says nothing.
    #[must_use]
    pub fn goes_unsaid(&self, flow: &FlowFact) -> bool {
        let is_unsaid = flow.sink.host().is_some_and(|host| !self.says_host(host));
        flow.sink.leaves_machine()
            && (flow.trigger.runs_unasked() || is_unsaid && flow.trigger != Trigger::Dormant)
    }

    /// Whether the release says in the open that it talks to `host`: the host's own label, `acme` of
    /// `api.acme.com`, occurs in the package's name, its repository or a dependency's name, or a README at the
    /// root names the host. A label of under four letters is a whole word of the package's name.
    #[must_use]
    pub fn says_host(&self, host: &Host) -> bool {
        let labels: Vec<&str> = host.name().split('.').collect();
        let own = match labels.as_slice() {
            [.., own, "co" | "com" | "net" | "org" | "gov" | "ac", country] if country.len() == 2 => *own,
            [.., own, _] => *own,
            _ => return false,
        };
        let manifest = self.manifest.as_ref();
        let said = manifest.into_iter().flat_map(|manifest| {
            let texts = manifest.repository.as_deref().into_iter().chain(manifest.description.as_deref());
            texts.chain(manifest.dependencies.production.keys().map(String::as_str))
        });
        let is_said = |text: &str| text.to_ascii_lowercase().contains(own);
        let is_readme = |path: &str| !path.contains('/') && path.to_ascii_lowercase().starts_with("readme");
        self.is_called(own)
            || own.len() >= 4 && std::iter::once(self.package_name()).chain(said).any(is_said)
            || self.tree.files().iter().filter(|file| is_readme(&file.path)).any(|file| {
                memchr::memmem::find(&file.bytes.to_ascii_lowercase(), host.name().as_bytes()).is_some()
            })
    }
}

#[cfg(test)]
mod tests {
    use stockade_model::{Limits, Tree, TreeFile};

    use crate::context::Context;
    use crate::gather;
    use crate::vocabulary::Host;

    fn with_facts(manifest: &str, readme: &str, check: impl FnOnce(&crate::Facts<'_>)) {
        let file = |path: &str, text: &str| TreeFile {
            path: path.to_owned(),
            bytes: text.as_bytes().into(),
            is_executable: false,
            reading: 0,
        };
        let tree = Tree::new(vec![file("package.json", manifest), file("README.md", readme)]);
        check(&gather(&tree, &Context::default(), &Limits::default()));
    }

    #[test]
    fn a_variable_belongs_to_the_package_it_is_named_after() {
        with_facts(r#"{"name": "@acme/cli", "dependencies": {"pigeon-sdk": "1"}}"#, "", |facts| {
            assert!(facts.owns_variable("ACME_TOKEN"));
            assert!(facts.owns_variable("PIGEON_API_KEY"));
            assert!(!facts.owns_variable("NPM_TOKEN"));
        });
    }

    #[test]
    fn a_short_name_owns_what_is_called_the_same() {
        with_facts(r#"{"name": "@nx/devkit"}"#, "", |facts| {
            assert!(facts.owns_variable("NX_CLOUD_AUTH_TOKEN"));
            assert!(facts.says_host(&Host::of("https://cloud.nx.app", false).unwrap()));
            assert!(!facts.owns_variable("DE_TOKEN"));
            assert!(!facts.says_host(&Host::of("https://cloud.dev.invalid", false).unwrap()));
        });
    }

    #[test]
    fn a_great_vendors_variable_belongs_to_its_own_packages() {
        with_facts(r#"{"name": "aws-helper"}"#, "", |facts| {
            assert!(!facts.owns_variable("AWS_SECRET_ACCESS_KEY"))
        });
        with_facts(r#"{"name": "@aws-sdk/client-s3"}"#, "", |facts| {
            assert!(facts.owns_variable("AWS_SECRET_ACCESS_KEY"))
        });
    }

    #[test]
    fn a_host_is_said_by_name_or_readme() {
        with_facts(r#"{"name": "acme-client"}"#, "Sends to `api.other.example`.", |facts| {
            for (address, is_said) in [
                ("https://api.acme.com/v1", true),
                ("https://api.other.example", true),
                ("https://c.invalid", false),
            ] {
                assert_eq!(facts.says_host(&Host::of(address, false).unwrap()), is_said, "{address}");
            }
        });
    }
}
