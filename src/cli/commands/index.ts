import type { Command } from "../command.ts";

/** The commands by name, each loaded only when it is called. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import("./check.ts")).checkCommand,
  diff: async () => (await import("./diff.ts")).diffCommand,
  explain: async () => (await import("./explain.ts")).explainCommand,
  history: async () => (await import("./history.ts")).historyCommand,
  init: async () => (await import("./init.ts")).initCommand,
  lint: async () => (await import("./lint.ts")).lintCommand,
  merge: async () => (await import("./merge.ts")).mergeCommand,
  rules: async () => (await import("./rules.ts")).rulesCommand,
  test: async () => (await import("./test.ts")).testCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
};

/** What `caregate --help` says. */
export const help = `caregate judges AI deployment manifests in healthcare against policies as code

usage: caregate <command> [options]

  check [paths]     judge the manifests under some paths
  diff [range]      say what a change of policies means
  explain <name>    explain a rule or a finding
  history [range]   tell what became of policies and verdicts
  init [file]       write a manifest with what will be asked for, unanswered
  lint [paths]      check policies: mistakes, missing tests, what never applies
  merge <shards>    make one report of the parts that a matrix judged
  rules [path]      list the rules, or write their reference
  test [paths]      run the tests of policies
  verify <record>   make a record again from the repository, and compare
  <command> --help  say more about a command
  --version         print the version

A manifest passes when every rule that applies to it is shown to hold. What is
not stated is unknown, and unknown shuts the gate as a violation does.

exit codes: 0 pass, 1 failed or unknown, 2 bad input or usage, 3 internal error
`;
