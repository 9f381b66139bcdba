import { discover } from "../documents/discover.ts";
import { loadText } from "../documents/load.ts";
import { isDiagnostic, readText } from "../documents/read.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, fileError } from "../model/diagnostic.ts";
import { type JsonObject, compareText } from "../model/json.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import { usable } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import type { Type } from "../logic/types.ts";
import type { Packs } from "../policy/packs.ts";
import type { Rule } from "../policy/rule.ts";
import { type Governance, type RuleSet, buildRuleSet, compilePolicy } from "../policy/ruleset.ts";
import { validate } from "../schema/validate.ts";
import { type Opened, createBases } from "./bases.ts";
import { type Expectations, expectationsOf, runExpectations } from "./expectations.ts";
import { type Case, type Mutated, mutate } from "./mutate.ts";
import type { Prepared } from "./prepare.ts";
import { type TestResult, passed } from "./result.ts";
import { runRuleTest, testsOf } from "./rule-tests.ts";

/** What tests run on. */
export interface TestInput {
  /** Absolute path of the repository root. */
  readonly root: string;
  /** Absolute path of this package, which ships a base for policies without one. */
  readonly packageRoot: string;
  /** Files and folders, as absolute paths. */
  readonly targets: readonly string[];
  readonly governance: Governance;
  readonly packs: Packs;
  readonly context: Type;
  readonly store: EvidenceStore;
  /** Whether the tests of a rule are wanted. */
  wanted(rule: string): boolean;
  /** Whether small changes of the rules are tried as well. */
  readonly mutate: boolean;
  /** Told after each test how many are done, and of how many. */
  progress(done: number, all: number): void;
}

/** The tests of one file, and what came of them. */
export interface Suite {
  readonly file: string;
  readonly results: readonly TestResult[];
}

/** What came of all tests. */
export interface TestRun {
  /** In the order of their files; only those that hold a test. */
  readonly suites: readonly Suite[];
  /** What is wrong with the inputs, tests aside. */
  readonly diagnostics: readonly Diagnostic[];
  /** What became of small changes; undefined unless they were tried and every test passed. */
  readonly mutated: Mutated | undefined;
}

/** A policy with its rules, and what prepares the documents of their tests. */
interface TestedPolicy {
  readonly file: string;
  readonly rules: readonly Rule[];
  open(): Promise<Opened>;
}

/** A manifest of which something is expected. */
interface TestedManifest {
  readonly file: string;
  readonly expectations: Expectations;
}

interface Found {
  readonly policies: TestedPolicy[];
  readonly manifests: TestedManifest[];
  readonly diagnostics: Diagnostic[];
}

async function valid(documents: readonly Document[], diagnostics: Diagnostic[]): Promise<Document[]> {
  const sound: Document[] = [];
  for (const document of documents) {
    const problems = await validate(document);
    diagnostics.push(...problems);
    if (problems.length === 0) sound.push(document);
  }
  return sound;
}

/** Finds what is tested: the policies, and the manifests whose comments expect something. */
async function find(input: TestInput): Promise<Found> {
  const { root, packageRoot, governance, store, context } = input;
  const listing = discover(root, [...input.targets]);
  const found: Found = { policies: [], manifests: [], diagnostics: [...listing.diagnostics] };
  const bases = createBases({ root, packageRoot, config: governance.config, store });
  for (const file of listing.files) {
    const read = readText(root, file);
    if (isDiagnostic(read)) {
      if (listing.named.has(file)) found.diagnostics.push(read);
      continue;
    }
    const { documents, diagnostics } = loadText(file, read.text, { named: listing.named.has(file) });
    found.diagnostics.push(...diagnostics.map((one): Diagnostic => ({ ...one, severity: "error" })));
    const policies = documents.filter(({ kind }) => kind === "Policy");
    for (const policy of await valid(policies, found.diagnostics)) {
      const { rules, diagnostics: problems } = compilePolicy(policy, governance.config, context);
      found.diagnostics.push(...problems);
      const wanted = rules.filter(({ id }) => input.wanted(id));
      found.policies.push({ file, rules: wanted, open: () => bases(policy) });
    }
    const manifests = documents.filter(({ kind }) => kind === "AIDeployment");
    const expected = expectationsOf(file, read.text, manifests);
    found.diagnostics.push(...expected.diagnostics);
    for (const one of expected.found) {
      const expectations = one.expectations.filter(({ rule }) => input.wanted(rule));
      const sound = expectations.length > 0 && (await valid([one.manifest], found.diagnostics)).length > 0;
      if (sound) found.manifests.push({ file, expectations: { ...one, expectations } });
    }
  }
  return found;
}

/** The context of a manifest as it lies in the repository. */
async function prepareManifest(
  { manifest, asOf }: Expectations,
  { store, governance }: TestInput,
  diagnostics: Diagnostic[],
): Promise<Prepared> {
  const resolved = await store.resolve(manifest, asOf);
  diagnostics.push(...resolved.diagnostics);
  const { references } = resolved;
  const { config } = governance;
  const context = buildContext({ manifest, config, references, evidence: usable(references), asOf });
  return { subject: { manifest, context, references }, asOf };
}

/** The rules of the repository in force on a date, each date's put together once. */
function ruleSets({ packs, governance }: TestInput): (asOf: string) => RuleSet {
  const sets = new Map<string, RuleSet>();
  return (asOf) => {
    let set = sets.get(asOf);
    if (!set) sets.set(asOf, (set = buildRuleSet({ packs, governance, asOf })));
    return set;
  };
}

function add(cases: Map<string, Case[]>, result: TestResult, data: JsonObject): void {
  const { finding, rule } = result;
  if (finding) cases.set(rule, [...(cases.get(rule) ?? []), { data, expected: finding.outcome }]);
}

function total(parts: readonly Mutated[]): Mutated {
  const sum = (count: (one: Mutated) => number): number => parts.reduce((all, one) => all + count(one), 0);
  return {
    noticed: sum(({ noticed }) => noticed),
    refused: sum(({ refused }) => refused),
    listed: sum(({ listed }) => listed),
    survivors: parts.flatMap(({ survivors }) => survivors),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Runs the tests beside rules and those in the comments of manifests, and tries small changes of the rules if asked. */
export async function runTests(input: TestInput): Promise<TestRun> {
  const { policies, manifests, diagnostics } = await find(input);
  const results = new Map<string, TestResult[]>();
  const put = (file: string, result: TestResult): void =>
    void results.set(file, [...(results.get(file) ?? []), result]);
  const tests = policies.flatMap(({ rules }) => rules.flatMap(testsOf)).length;
  const all = tests + manifests.reduce((sum, { expectations }) => sum + expectations.expectations.length, 0);
  let done = 0;

  const setOf = ruleSets(input);
  const cases = new Map<string, Case[]>();
  for (const { file, expectations } of manifests) {
    const prepared = await prepareManifest(expectations, input, diagnostics);
    for (const result of runExpectations(expectations, prepared, setOf(expectations.asOf))) {
      put(file, result);
      add(cases, result, prepared.subject.context.data);
      input.progress(++done, all);
    }
  }

  const mutated: Mutated[] = [];
  for (const { file, rules, open } of policies) {
    if (rules.flatMap(testsOf).length === 0 && !input.mutate) continue;
    const opened = await open();
    if ("diagnostics" in opened) {
      diagnostics.push(...opened.diagnostics);
      continue;
    }
    for (const rule of rules) {
      for (const test of testsOf(rule)) {
        const { result, prepared } = await runRuleTest(test, opened.prepare);
        put(file, result);
        if (prepared) add(cases, result, prepared.subject.context.data);
        input.progress(++done, all);
      }
      if (input.mutate) mutated.push(mutate(rule, cases.get(rule.id) ?? [], input.context));
      cases.delete(rule.id);
    }
  }
  const suites = [...results].map(([file, own]) => ({ file, results: own }));
  const sound = diagnostics.every(({ severity }) => severity !== "error");
  return {
    suites: suites.toSorted((a, b) => compareText(a.file, b.file)),
    diagnostics,
    mutated: input.mutate && sound && suites.every((one) => one.results.every(passed)) ? total(mutated) : undefined,
  };
}

/** What is said when there is no test at all. */
export function noTest(where: string): Diagnostic {
  const message =
    "no test was found; tests stand beside a rule, under `tests`, or in a manifest as `# expect: RULE OUTCOME`";
  return fileError(where, "test/none", message);
}
