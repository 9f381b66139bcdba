import type { CommandName } from "./command.ts";

/** The readers of the help, each with the task that brings them here. */
export const personas = {
  engineer: "describe a system and check it",
  governance: "set policies and change them safely",
  auditor: "show what was in effect and who changed it",
  everyone: "set up the command line",
} as const;

export type Persona = keyof typeof personas;

/** The parts of a command's help that do not follow from its options. */
export interface CommandHelp {
  readonly persona: Persona;
  /** Arguments other than options, such as `[PATHS]`. */
  readonly operands: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** One sentence. */
  readonly purpose: string;
  /** Further sentences about the operands and their defaults. */
  readonly notes: string;
  /** Command lines without `caregate`, each with its effect. */
  readonly examples: readonly (readonly [string, string])[];
  readonly exitCodes: string;
}

const exitCodes = "0 passed, 1 failed, 2 not completed, 3 internal error";
const completed = "0 completed, 2 not completed, 3 internal error";

export const commandHelp: Readonly<Record<CommandName, CommandHelp>> = {
  init: {
    persona: "engineer",
    operands: "[FILE]",
    summary: "write a manifest with the fields that your rules ask for",
    purpose: "Write a manifest that has an empty field for each question of the rules.",
    notes:
      "FILE is NAME.yaml by default. On a terminal, caregate asks for the answers that have no option. Lists are separated by commas. What is left open counts as not stated.",
    examples: [
      ["init", "ask the questions and write a manifest"],
      ["init bot.yaml --profile us-vendor-llm", "answer what is typical"],
      ["init --kind RiskAnalysis", "write evidence to fill in"],
    ],
    exitCodes: completed,
  },
  ask: {
    persona: "engineer",
    operands: "[PATHS]",
    summary: "answer open questions one by one",
    purpose: "Go through the open questions and write each answer into its file.",
    notes:
      "PATHS are manifests, folders or globs (default: this folder). What blocks comes first. An answer is written at once, with the comments of the file kept. Without a terminal, the questions are listed.",
    examples: [
      ["ask", "answer what is open here"],
      ["ask --for privacy --format csv --output privacy.csv", "export the questions of a role"],
      ["ask --from privacy.csv", "write the answers of a table"],
    ],
    exitCodes: "0 nothing open, 1 open questions, 2 not completed, 3 internal error",
  },
  check: {
    persona: "engineer",
    operands: "[PATHS]",
    summary: "check manifests and report what to write",
    purpose: "Check manifests against the built-in rules and .caregate/.",
    notes: "PATHS are files, folders or globs (default: this folder).",
    examples: [
      ["check", "check everything here"],
      ["check --base origin/main", "check a change and show what is new"],
    ],
    exitCodes,
  },
  fix: {
    persona: "engineer",
    operands: "[PATHS]",
    summary: "write the changes that need no decision",
    purpose: "Correct what is wrong in form only, such as case, quotes, dates and keys.",
    notes:
      "PATHS are files, folders or globs (default: this folder with .caregate/). Comments, order and style stay. What a document claims is never changed.",
    examples: [
      ["fix", "correct everything here"],
      ["fix --check", "show the changes and write nothing"],
    ],
    exitCodes: "0 nothing left to write, 1 changes to write, 2 not completed, 3 internal error",
  },
  pin: {
    persona: "engineer",
    operands: "[PATHS]",
    summary: "write the digests of evidence files",
    purpose: "Write the SHA-256 of each evidence file into the manifests that name it.",
    notes:
      "PATHS are manifests, folders or globs (default: this folder). Comments, order and style of a manifest stay. Evidence that a committee has reviewed and that has changed since is not pinned again without a confirmation or --reviewed.",
    examples: [
      ["pin", "pin everything here"],
      ["pin --check", "show what differs and write nothing"],
    ],
    exitCodes: "0 all pinned, 1 a pin is missing or differs, 2 not completed, 3 internal error",
  },
  rules: {
    persona: "governance",
    operands: "[PATH]",
    summary: "list rules, with filters",
    purpose: "List the rules that apply to the repository at PATH: built-in packs and its own.",
    notes: "PATH is this folder by default.",
    examples: [
      ["rules --jurisdiction gb", "list rules that can apply in Britain"],
      ["rules --pack hipaa --format markdown", "write the reference of a pack"],
    ],
    exitCodes: completed,
  },
  explain: {
    persona: "governance",
    operands: "NAME",
    summary: "show one rule or one finding in full",
    purpose: "Explain a rule by its id, or a finding by the start of its fingerprint.",
    notes:
      "A rule comes with its conditions in words, citations, parameters and examples. A finding comes with the values that decided and their locations.",
    examples: [
      ["explain oversight/able-to-override", "explain a rule"],
      ["explain 3f9c2a", "explain a finding of the check"],
    ],
    exitCodes: completed,
  },
  test: {
    persona: "governance",
    operands: "[PATHS]",
    summary: "run the tests of policies",
    purpose: "Run the tests of rules, and the expectations in comments of manifests.",
    notes:
      "PATHS are .caregate/policies and .caregate/tests by default. A manifest states an expectation in a comment: # expect: RULE OUTCOME. With --mutate, a change that no test notices fails the run.",
    examples: [
      ["test", "run all tests of this repository"],
      ["test --rule privacy --mutate", "try small changes of the privacy rules"],
    ],
    exitCodes,
  },
  lint: {
    persona: "governance",
    operands: "[PATHS]",
    summary: "find faults in policies and waivers",
    purpose: "Find rules that never apply, never fail, contradict each other or lack tests.",
    notes: "PATHS are .caregate by default. Waivers that end within 30 days are reported.",
    examples: [
      ["lint", "check the policies of this repository"],
      ["lint --strict", "fail on warnings too"],
    ],
    exitCodes: "0 no error, 1 errors, 2 not completed, 3 internal error",
  },
  policy: {
    persona: "governance",
    operands: "FILES",
    summary: "write conditions as text or as JSONLogic",
    purpose: "Rewrite the conditions of policies in another form; their meaning stays.",
    notes:
      "FILES are policies. Nothing but their conditions changes. Comments in a condition are kept above it. A condition in JSONLogic gets its normal form: a single operand stands without a list, and ?: is if.",
    examples: [
      ["policy --as notation .caregate/policies/local.yaml", "write the conditions as text"],
      ["policy --as jsonlogic .caregate/policies/local.yaml", "write them as JSONLogic"],
    ],
    exitCodes: completed,
  },
  schemas: {
    persona: "governance",
    operands: "",
    summary: "write schemas for editors, with your own fields",
    purpose: "Write the schemas that editors read to .caregate/schemas/.",
    notes: "Fields and kinds that .caregate/schemas/own/ declares are part of them.",
    examples: [
      ["schemas", "write the schemas"],
      ["schemas --check", "show which schemas differ and write nothing"],
    ],
    exitCodes: "0 all written, 1 a schema is missing or differs, 2 not completed, 3 internal error",
  },
  vendor: {
    persona: "governance",
    operands: "",
    summary: "copy shared policy sets into .caregate/vendor",
    purpose: "Fetch the policy sets of extends in config.yaml, and show what they change.",
    notes:
      "Each set is pinned: a commit of a git repository, or a version of an npm package. Digests in config.yaml keep the files as they are, also without a network. A set that loosens a rule is shown with an example document and is not taken without --accept.",
    examples: [
      ["vendor", "fetch the sets and write what changed"],
      ["vendor --check", "compare with the sources and write nothing"],
    ],
    exitCodes: "0 all sets current or taken, 1 not taken, 2 not completed, 3 internal error",
  },
  diff: {
    persona: "governance",
    operands: "[RANGE]",
    summary: "compare two versions of the policies",
    purpose: "Show the effect of a change of policies, parameters, waivers and configuration.",
    notes:
      "The two versions are evaluated on every deployment, on the tests of the rules and on generated documents. A loosened rule is shown with an example document. RANGE is BASE..HEAD. BASE is HEAD by default, and HEAD is the working tree.",
    examples: [
      ["diff main", "compare main with the working tree"],
      ["diff main..feature", "compare main with feature"],
    ],
    exitCodes: "0 nothing loosened, 1 loosened, 2 not completed, 3 internal error",
  },
  history: {
    persona: "auditor",
    operands: "[RANGE]",
    summary: "list changes of policies and findings by commit",
    purpose: "List each change of policies with its effect, or the violations over time.",
    notes:
      "RANGE is HEAD or BASE..HEAD. The history follows first parents up to HEAD, and starts after BASE. An interrupt (Ctrl-C) ends it early with a partial result.",
    examples: [
      ["history v1.0..main", "list the policy changes since v1.0"],
      ["history --verdicts --since 2026-01-01", "list the violations since 2026"],
    ],
    exitCodes: "0 completed, 2 not completed or partial, 3 internal error",
  },
  verify: {
    persona: "auditor",
    operands: "RECORD",
    summary: "repeat a recorded check and compare",
    purpose: "Repeat the check that a record describes, and compare byte by byte.",
    notes:
      "A record is the output of caregate check --ref in the format json, sarif, in-toto or oscal. Its commit has to be in the repository of this folder.",
    examples: [
      ["verify report.json", "repeat the check of a record"],
      ["verify report.json --ref main", "show what has changed since"],
    ],
    exitCodes: "0 identical, 1 different, 2 not completed, 3 internal error",
  },
  merge: {
    persona: "auditor",
    operands: "SHARDS",
    summary: "combine the reports of a sharded check",
    purpose: "Combine the shards of one check into the report of the whole check.",
    notes:
      "The report is byte-identical to that of a check without --shard. Every shard has to be there once, of the same commit, policies and date.",
    examples: [
      ["merge shards/*", "show the report of all shards"],
      ["merge shards/* --format sarif", "write the report as SARIF"],
    ],
    exitCodes,
  },
  completion: {
    persona: "everyone",
    operands: "SHELL",
    summary: "write the completion of a shell",
    purpose: "Write a script that completes commands, options and values.",
    notes: "SHELL is bash, zsh or fish. Load the script in the settings of the shell.",
    examples: [
      ["completion bash", "write the script, for a file in bash-completion/completions"],
      ["completion fish", "write the script, for fish/completions/caregate.fish"],
    ],
    exitCodes: completed,
  },
};
