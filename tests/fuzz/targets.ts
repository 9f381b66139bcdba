// What is fed with hostile bytes, by tests/fuzz/fuzz.test.ts a little and by bench/fuzz/run.mjs for long.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { EventError, parseEvent } from "../../src/action/event.ts";
import { exitCodeOf } from "../../src/cli/exit-code.ts";
import { checkSnapshot, checkTree } from "../../src/engine/check-tree.ts";
import { type LoadedPolicies, loadPolicies } from "../../src/workspace/policies.ts";
import { parseLsTree, parseLog, parseCatFile } from "../../src/repository/git/parse-output.ts";
import { createGitTree } from "../../src/repository/git/git-tree.ts";
import { createLog } from "../../src/repository/git/log.ts";
import { parseText } from "../../src/documents/parse.ts";
import type { Tree } from "../../src/repository/tree.ts";
import { importers, recogniseFormat } from "../../src/evidence/importers/index.ts";
import { createEvidenceStore } from "../../src/evidence/resolve.ts";
import type { Diagnostic } from "../../src/model/diagnostic.ts";
import { sha256 } from "../../src/util/hash.ts";
import { type Document, evidenceCollections } from "../../src/model/document.ts";
import { validate } from "../../src/schema/validate.ts";
import type { Path } from "../../src/util/json-path.ts";
import type { Detail } from "../../src/model/detail.ts";
import type { Report } from "../../src/model/finding.ts";
import { type Json, isObject, parseJson } from "../../src/util/json.ts";
import { inputType } from "../../src/policy/input-type.ts";
import { type FormatName, formats } from "../../src/output/report/index.ts";
import { MergeError, mergeShards } from "../../src/engine/shard/merge.ts";
import { belongsTo } from "../../src/engine/shard/partition.ts";
import { writeShard } from "../../src/engine/shard/write.ts";
import { runTests } from "../../src/testing/run-tests.ts";
import { soundFiles } from "../evidence/importers/sound.ts";
import { type Contents, treeOf as treeAt } from "../support/tree.ts";
import { GitError } from "../../src/repository/git/error.ts";

/** Something that reads what others wrote. */
export interface Target {
  /** Inputs to start from, each sound or nearly so. */
  seeds(): Uint8Array[] | Promise<Uint8Array[]>;
  /** Reads some bytes; throws when something does not hold that has to. */
  run(bytes: Buffer): Promise<void> | void;
}

const asOf = "2026-11-22";
const root = "/repository";
const WITNESS = "deploy/witness.yaml";

/** One rule that nobody may waive and no setting may soften. */
const policy = `apiVersion: caregate/v1
kind: Policy
metadata: { id: local, title: House rules, version: "1.0.0", owner: ai-office, effective: 2026-01-01 }
rules:
  - id: local/first-answer
    title: Who reports a problem hears back in time
    severity: critical
    citations: [{ ref: House rule 7 }]
    require: { "<=": [{ var: spec.monitoring.reportResponseHours }, 48] }
    message: "{{metadata.name}} answers after {{spec.monitoring.reportResponseHours}} hours."
    remediation: Shorten the time.
    waiver: { forbidden: true }
`;

/** A deployment that breaks the rule: whatever else is in the repository, it fails. */
const witness = `apiVersion: caregate/v1
kind: AIDeployment
metadata:
  name: witness
  version: 1.0.0
  owner: { name: Kim Example, role: facilities-manager, email: facilities@hospital.example }
spec:
  purpose: Propose the order in which empty operating theatres are cleaned.
  function: operations
  stage: production
  jurisdictions: [US, US-MN]
  users: [administrative-staff]
  affects: [nobody]
  decisionRole: none
  risk: { level: low }
  model: { name: rota, version: 1.0.0, type: predictive, provider: self, learning: locked }
  data: { categories: [operational] }
  vendors: []
  monitoring: { reportResponseHours: 100 }
`;

const governance = {
  ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: []\n",
  ".caregate/policies/a.yaml": policy,
};
const repository = { ...governance, [WITNESS]: witness };

function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(`does not hold: ${what}`);
}

const treeOf = (contents: Contents): Tree => treeAt(root, contents);

const linesOf = (text: string): number => text.split(/\r\n|\r|\n/).length;

/** A diagnostic says something, on a line that there is. */
function checkDiagnostic({ message, code, span: { start, end } }: Diagnostic, lines: number): void {
  holds(message !== "" && code !== "", "a diagnostic says something");
  holds(!/\n\s+at /.test(message), "a diagnostic shows no stack trace");
  holds(start.line >= 1 && start.column >= 1 && start.line <= lines + 1, "a diagnostic stands on a line of its file");
  holds(end.line >= start.line, "a diagnostic ends where it starts, or later");
}

const names = Object.keys(formats) as FormatName[];
/** Explaining and showing everything takes the most time: it is done for one input of as many. */
const EVERY = 5;

/** What is true of every report on a repository in which something has to be kept out. */
async function checkReport(report: Report, files: Contents, turn: number): Promise<void> {
  const text = (file: string): string | undefined => {
    const content = files[file];
    return content === undefined ? undefined : Buffer.from(content).toString("utf8");
  };
  holds([1, 2].includes(exitCodeOf(report)), "the exit code is 1 or 2");
  for (const one of report.diagnostics) checkDiagnostic(one, linesOf(text(one.file) ?? ""));
  const errors = report.diagnostics.some(({ severity }) => severity === "error");
  holds((report.verdict === "error") === errors, "an error in the inputs is the verdict");
  const { manifests, rules } = report.summary;
  holds(report.findings.length === manifests * rules, "every rule evaluates every deployment");
  if (turn % EVERY === 0) await checkFormat(report, text, turn / EVERY);
}

/** Shows a report in one of the formats, now this one, now that. */
async function checkFormat(report: Report, text: (file: string) => string | undefined, turn: number): Promise<void> {
  const format = names[turn % names.length] as FormatName;
  const shown = await formats[format](report, {
    all: true,
    color: false,
    pathPrefix: "",
    line: (file, number) => text(file)?.split("\n")[number - 1],
  });
  holds(shown.length > 0, "a format shows something");
}

const keptOut = ({ findings }: Report): boolean =>
  findings.some(({ manifest, rule, gates }) => manifest.file === WITNESS && rule.id === "local/first-answer" && gates);

const policies = { source: "working-tree", commit: null } as const;
const noPacks = { documents: [], digest: "sha256:0", diagnostics: [], built: false };

async function judged(tree: Tree, rules?: LoadedPolicies, detail: Detail = "outcomes"): Promise<Report> {
  const by = rules ?? (await loadPolicies(tree, { asOf }, { packs: noPacks }));
  return checkSnapshot({ tree, governing: tree, policies, targets: [root] }, { asOf, detail }, by);
}

/** Checks the repository with some more files. */
async function checkWith(more: Contents, turn: number, rules?: LoadedPolicies): Promise<Report> {
  const files = { ...repository, ...more };
  const report = await judged(treeOf(files), rules, turn % EVERY === 0 ? "explained" : "outcomes");
  await checkReport(report, files, turn);
  return report;
}

function checkJson(value: Json): void {
  if (Array.isArray(value)) value.forEach(checkJson);
  else if (isObject(value)) {
    holds(Object.getPrototypeOf(value) === null, "a map has no prototype");
    Object.values(value).forEach(checkJson);
  } else if (typeof value === "number") holds(Number.isFinite(value), "a number is finite");
  else holds(value === null || ["string", "boolean"].includes(typeof value), "a value is one of JSON");
}

function runDocument(bytes: Buffer): void {
  const text = bytes.toString("utf8");
  const { documents, diagnostics } = parseText("a.yaml", text);
  const lines = linesOf(text);
  for (const one of diagnostics) checkDiagnostic(one, lines);
  for (const document of documents) {
    const { value } = document;
    checkJson(value);
    for (const path of [[], ["spec"], ["spec", 0, "constructor"], ["metadata", "name"]])
      holds(document.locate(path).start.line <= lines, "a value stands on a line of its file");
  }
  const json = parseJson(text);
  if (json === undefined || diagnostics.some(({ severity }) => severity === "error")) return;
  holds(documents.length === 1, "a text in JSON is one document");
  holds(JSON.stringify(documents[0]?.value) === JSON.stringify(json), "a text in JSON is read as JSON has it");
}

/** The format of a file that a tool wrote. */
const formatOf = (name: string): string =>
  name.startsWith("sklearn") ? "scikit-learn" : name.startsWith("evidently") ? "drift" : (/^(?:aequitas|mlflow)/.exec(name)?.[0] ?? "fairlearn"); // prettier-ignore

/** Every value that an importer states has a place in the file, and fits the schema of its kind. */
async function checkImported(document: Document, lines: number): Promise<void> {
  const visit = (value: Json, path: Path): void => {
    if (Array.isArray(value)) value.forEach((one, i) => visit(one, [...path, i]));
    else if (isObject(value)) Object.keys(value).forEach((key) => visit(value[key] as Json, [...path, key]));
    else {
      const { start, end, exact } = document.locate(path);
      holds(exact && start.line >= 1 && end.line <= lines, "a value has a place in the file");
    }
  };
  visit(document.value, []);
  const value = Object.assign(Object.create(null) as Document["value"], document.value, { apiVersion: "caregate/v1", kind: document.kind }); // prettier-ignore
  const problems = (await validate({ ...document, value })).filter(({ code }) => code !== "schema/required");
  holds(problems.length === 0, `what is read fits its schema: ${problems[0]?.message ?? ""}`);
}

const bytes = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => Buffer.from(part)));

/** Splits off the first byte, which chooses among several. */
const chosen = <T>(input: Buffer, choices: readonly T[]): [choice: T, rest: Buffer] => [
  choices[(input[0] ?? 0) % choices.length] as T,
  input.subarray(1),
];

const choosing = (index: number, content: string | Uint8Array): Uint8Array => bytes(Uint8Array.of(index), content);

const kinds = Object.keys(evidenceCollections);
const governingFiles = [
  ".caregate/config.yaml",
  ".caregate/waivers/w.yaml",
  ".caregateignore",
  ".caregate/keys/k.pem",
] as const;

const config = `apiVersion: caregate/v1
kind: Config
organisation: { name: General Hospital, coveredEntity: true, jurisdictions: [US, US-MN] }
packs: []
failOn: high
gate: new
paths: [deploy]
exclude: ["*.json"]
parameters: { local: {} }
`;

const waiver = `apiVersion: caregate/v1
kind: Waiver
metadata: { id: w-1 }
spec:
  rule: local/first-answer
  deployment: witness
  reason: The team is being hired.
  approvedBy: { name: Jo Example, role: chief-risk-officer }
  from: 2026-11-01
  until: 2027-01-20
  compensatingControls: [A duty phone.]
`;

const event = {
  number: 7,
  pull_request: {
    number: 7,
    head: { sha: "a".repeat(40), ref: "change", repo: { full_name: "hospital/models" } },
    base: { sha: "b".repeat(40), ref: "main", repo: { full_name: "hospital/models" } },
  },
};
const events = ["pull_request", "merge_group", "push", "schedule", "pull_request_target"] as const;

const oid = "0123456789abcdef0123456789abcdef01234567";
const listing = [
  `100644 blob ${oid}      12\tdeploy/a.yaml`,
  `120000 blob ${oid}       4\tlink`,
  `160000 commit ${oid}       -\tmodule`,
  "",
].join("\0");
const objects = `${oid} blob 5\nhello\n${oid} missing\n${oid} blob 0\n\n`;
const logged = `${[oid, `${oid} ${oid}`, "Ada", "ada@x", "2026-01-01T00:00:00Z", "Ada", "ada@x", "2026-01-01T00:00:00Z", "subject\n"].join("\0")}\0\n:100644 100644 ${oid} ${oid} M\0a.yaml\0:100644 000000 ${oid} ${oid} D\0b.yaml\0`;

function runObjects(output: Buffer): void {
  const size = parseCatFile(output).reduce((all, [, content]) => all + content.length, 0);
  holds(size <= output.length, "objects are parts of what was written");
}

function runLog(output: Buffer): void {
  for (const { commit, parents, changes } of parseLog(output.toString("utf8"))) {
    holds(!commit.includes("\0") && !parents.includes(""), "a commit has its own fields");
    holds(
      changes.every(({ path }) => path !== undefined),
      "a change has a path",
    );
  }
  const log = createLog(() => output, {
    isPartial: () => false,
    survey: () => {},
    lacks: () => false,
    fetch: () => {},
  });
  log.sizes([oid]);
  log.tags();
  log.ancestorsAmong(oid, [oid]);
  log.mergedCommits({ commit: oid, parents: [oid, oid], author: hand, committer: hand, message: "" }, ["a"]);
}

const hand = { name: "Ada", email: "ada@x", date: "2026-01-01T00:00:00Z" };

/** What git listed; where it cannot be understood, an error says so and nothing is checked. */
function understood(output: Buffer): ReturnType<typeof parseLsTree> | undefined {
  try {
    return parseLsTree(output.toString("utf8"));
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return undefined;
  }
}

/** A commit lists files as it likes; their content is the witness, or leads somewhere. */
async function runListing(output: Buffer): Promise<void> {
  const files = understood(output);
  if (!files) return;
  const contents = [witness, ".", "..", "deploy", "../../x", "a"];
  const tree = createGitTree(root, files, (name) =>
    Buffer.from(contents[name.charCodeAt(0) % contents.length] as string),
  );
  const rules = await loadPolicies(treeOf(governance), { asOf }, { packs: noPacks });
  const state = { tree, governing: treeOf(governance), policies, targets: [root] };
  const report = await checkSnapshot(state, { asOf }, rules);
  holds([1, 2].includes(exitCodeOf(report)), "the exit code is 1 or 2");
}

/** What stands between shards of one input. */
const BETWEEN = "\n\n";

/** The shards of a repository as texts, without the lines that seal them. */
async function shardBodies(count: number): Promise<string[]> {
  const held = {
    ...repository,
    "deploy/open.yaml": witness.replace("name: witness", "name: open").replace(": 100", ": null"),
  };
  const tree = treeOf(held);
  const rules = await loadPolicies(tree, { asOf }, { packs: noPacks });
  const bodies: string[] = [];
  for (let index = 1; index <= count; index++) {
    const state = { tree, governing: tree, policies, targets: [root] };
    const filter = (file: string): boolean => belongsTo({ index, count }, file);
    const now = await checkTree(state, rules, { asOf, detail: "explained", filter });
    const request = {
      shard: { index, count },
      commit: null,
      targets: ["."],
      failOn: null,
      pathPrefix: "",
      folder: "",
      line: () => "x",
    };
    bodies.push(writeShard({ head: now, change: null }, request).replace(/\{"sha256":"[0-9a-f]{64}"\}\n$/, ""));
  }
  return bodies;
}

/** What somebody made of shards is sealed again, as if it were sound. */
async function runShards(input: Buffer): Promise<void> {
  const shards = input
    .toString("utf8")
    .split(BETWEEN)
    .map((body, i) => ({ name: String(i), bytes: Buffer.from(`${body}{"sha256":"${sha256(body)}"}\n`) }));
  try {
    const { report, line, pathPrefix } = await mergeShards(shards, input.length % 2 === 0 ? "explained" : "open");
    holds([0, 1, 2, 3].includes(exitCodeOf(report)), "there is an exit code");
    for (const format of names) await formats[format](report, { all: true, color: false, pathPrefix, line });
  } catch (error) {
    if (!(error instanceof MergeError)) throw error;
    holds(!/\n\s+at /.test(error.message), "a refusal shows no stack trace");
  }
}

/** The text files below a folder. */
function texts(folder: string): Buffer[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? texts(path) : [readFileSync(path)];
  });
}

/** The same value each time, made when it is first needed. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/**
 * The targets by name.
 * @param project the folder of this project, for seeds
 */
export function createTargets(project: string): Readonly<Record<string, Target>> {
  const manifests = once(() => texts(join(project, "examples/deploy")));
  const evidence = once(() => [
    ...texts(join(project, "examples/evidence")),
    ...texts(join(project, "examples/contracts")),
  ]);
  const sound = soundFiles((name) => readFileSync(join(project, "tests/fixtures/evidence", name), "utf8"));
  const tools = join(project, "tests/fixtures/evidence/tools");
  const soundOnes = Object.keys(importers).map((format, i) => choosing(i, sound[format] ?? ""));
  const builtIn = once(async (): Promise<LoadedPolicies> => {
    const settings = "apiVersion: caregate/v1\nkind: Config\npaths: [deploy]\n";
    const tree = treeOf({ ".caregate/policies/a.yaml": policy, ".caregate/config.yaml": settings });
    return loadPolicies(tree, { asOf });
  });
  const neighbours = once((): Contents => {
    const few = [
      "evidence/readmission-risk/aequitas.csv",
      "evidence/readmission-risk/validation.yaml",
      "contracts/tarn-2026.yaml",
    ];
    return Object.fromEntries(few.map((name) => [name, readFileSync(join(project, "examples", name))]));
  });
  const subject = once(() => {
    const [text = ""] = readFileSync(join(project, "examples/deploy/readmission-risk.yaml"), "utf8").split(
      /^evidence:/m,
    );
    return text;
  });

  return {
    documents: {
      seeds: () => [
        ...manifests(),
        ...evidence(),
        ...Object.values(sound).map((text) => bytes(text)),
        bytes("a: &x [1, *x]\n--- !!str\n? {b: |-\n  c}\n: 'd'\n"),
        bytes('{"a": [1.5e3, "\\ud800", null, true]}'),
      ],
      run: runDocument,
    },
    manifest: {
      seeds: () => [...manifests(), bytes(witness)],
      async run(input) {
        const report = await checkWith({ ...neighbours(), "deploy/a.yaml": input }, input.length, await builtIn());
        holds(keptOut(report), "one file hides no finding of another");
      },
    },
    policy: {
      seeds: () => [
        ...readdirSync(join(project, "policies"))
          .flatMap((pack) => texts(join(project, "policies", pack)))
          .filter(({ length }) => length < 40_000),
        bytes(policy.replaceAll("local", "own")),
      ],
      async run(input) {
        const tree = treeOf({ ...repository, ".caregate/policies/b.yaml": input });
        const rules = await loadPolicies(tree, { asOf }, { packs: noPacks });
        const report = await judged(tree, rules, "explained");
        await checkReport(report, { ...repository, ".caregate/policies/b.yaml": input }, input.length);
        holds(keptOut(report), "no policy hides the finding of another");
        const run = await runTests({
          tree,
          shipped: treeOf({
            "policies/base/practice-hospital.yaml": readFileSync(join(project, "policies/base/practice-hospital.yaml")),
          }),
          targets: [`${root}/.caregate/policies`],
          governance: rules.governance,
          packs: noPacks,
          context: await inputType(),
          store: createEvidenceStore(tree),
          wanted: () => true,
          mutate: false,
          progress: () => undefined,
        });
        for (const one of run.diagnostics) checkDiagnostic(one, linesOf(input.toString("utf8")) + 1000);
      },
    },
    importer: {
      seeds: () => soundOnes,
      async run(input) {
        const [format, rest] = chosen(input, Object.keys(importers));
        const { documents, diagnostics } = await (importers[format] as (typeof importers)[string])(
          "evidence/file",
          rest.toString("utf8"),
          {},
        );
        for (const one of diagnostics) checkDiagnostic(one, linesOf(rest.toString("utf8")));
        holds(
          documents.length === 0 || !diagnostics.some(({ severity }) => severity === "error"),
          "broken evidence shows nothing",
        );
        if (documents.length === 0) return;
        const entries = kinds.map((kind) => `  - { kind: ${kind}, path: ../evidence/file, format: ${format} }\n`);
        const manifest = `${subject()}evidence:\n${entries.join("")}`;
        const report = await checkWith(
          { "deploy/a.yaml": manifest, "evidence/file": rest },
          input.length,
          await builtIn(),
        );
        holds(keptOut(report), "no evidence hides the finding of another deployment");
      },
    },
    reader: {
      seeds: () => [
        ...soundOnes,
        ...readdirSync(tools).map((name) =>
          choosing(Object.keys(importers).indexOf(formatOf(name)), readFileSync(join(tools, name))),
        ),
      ],
      async run(input) {
        const [format, rest] = chosen(input, Object.keys(importers));
        const text = rest.toString("utf8");
        recogniseFormat(text);
        const read = await (importers[format] as (typeof importers)[string])("evidence/file", text, {});
        for (const one of read.diagnostics) checkDiagnostic(one, linesOf(text));
        for (const document of read.documents) await checkImported(document, linesOf(text));
      },
    },
    governance: {
      seeds: () => [
        choosing(0, config),
        choosing(1, waiver),
        choosing(2, "*.json\n!deploy/**\n/x\\ /\n"),
        choosing(
          3,
          "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n-----END PUBLIC KEY-----\n",
        ),
      ],
      async run(input) {
        const [file, rest] = chosen(input, governingFiles);
        const report = await checkWith({ [file]: rest }, input.length);
        holds(report.verdict !== "pass", "no setting passes what breaks a critical rule");
      },
    },
    event: {
      seeds: () => [
        ...events.map((_, i) => choosing(i, JSON.stringify(event))),
        choosing(1, JSON.stringify({ merge_group: { base_sha: "c".repeat(40) } })),
      ],
      run(input) {
        const [name, rest] = chosen(input, events);
        const payload = parseJson(rest.toString("utf8"));
        if (payload === undefined) return;
        try {
          const { pullRequest, mergeBase } = parseEvent(
            { GITHUB_REPOSITORY: "hospital/models", GITHUB_EVENT_NAME: name },
            payload,
          );
          if (name.startsWith("pull_request"))
            holds(pullRequest !== undefined, "a pull request says what it starts from");
          if (name === "merge_group") holds(mergeBase !== undefined, "a group says what it starts from");
          for (const sha of [pullRequest?.baseSha, pullRequest?.headSha, mergeBase])
            holds(sha === undefined || /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(sha), "a commit is named in full");
        } catch (error) {
          if (!(error instanceof EventError)) throw error;
        }
      },
    },
    shard: {
      async seeds() {
        const [one, two] = [await shardBodies(1), await shardBodies(2)];
        return [...one, two.join(BETWEEN), ...two].map((body) => bytes(body));
      },
      run: runShards,
    },
    git: {
      seeds: () => [
        choosing(0, objects),
        choosing(1, logged),
        choosing(2, listing),
        choosing(2, listing.replaceAll("deploy/a.yaml", "../a.yaml")),
      ],
      async run(input) {
        const [read, rest] = chosen<Target["run"]>(input, [runObjects, runLog, runListing]);
        await read(rest);
      },
    },
  };
}
