import { type Diagnostic, fileError } from "../model/diagnostic.ts";
import { type JsonObject, compareCodeUnits } from "../util/json.ts";
import type { Packs } from "../policy/packs.ts";
import { type RuleSet, buildRuleSet } from "../policy/rule-set.ts";
import { type Expectations, runExpectations } from "./expectations.ts";
import { type DiscoveredTests, type TestSources, discoverTests } from "./discover-tests.ts";
import { type MutationCase, type MutationResult, mutate } from "./mutate.ts";
import type { Prepared } from "./prepare-input.ts";
import { type TestResult, passed } from "./result.ts";
import { formatTestsOf, runFormatTest } from "./format-tests.ts";
import { runRuleTest, testsOf } from "./rule-tests.ts";
import { prepareInput } from "../workspace/prepare.ts";
import { addAll } from "../util/list.ts";

/** Input of a test run, and filters. */
export interface TestInput extends TestSources {
  readonly packs: Packs;
  /** Selects rules by id. */
  readonly wanted: (rule: string) => boolean;
  /** If true, small changes of the rules are tested too. */
  readonly mutate: boolean;
  /** Receives the number of finished tests and of all tests, after each test. */
  readonly progress: (done: number, all: number) => void;
}

/** The tests of one file with their results. */
export interface Suite {
  readonly file: string;
  readonly results: readonly TestResult[];
}

/** Result of testing small changes of all rules. */
export interface MutationSummary extends MutationResult {
  /** Rules that were skipped because their own tests fail. */
  readonly held: readonly string[];
}

/** Results of all tests. */
export interface TestRun {
  /** Sorted by file; only files with tests. */
  readonly suites: readonly Suite[];
  /** Problems of the inputs, without those of tests. */
  readonly diagnostics: readonly Diagnostic[];
  /** Result of testing small changes; undefined if they were not tested. */
  readonly mutated: MutationSummary | undefined;
  /** Paths of the files that were read, from the root. */
  readonly read: readonly string[];
}

/** The input of a manifest in the repository. */
async function prepareManifest(
  { manifest, asOf }: Expectations,
  { store, governance }: TestInput,
  diagnostics: Diagnostic[],
): Promise<Prepared> {
  const prepared = await prepareInput(manifest, store, { config: governance.config, own: governance.own, asOf });
  addAll(diagnostics, prepared.diagnostics);
  return { subject: prepared.input, asOf };
}

/** The effective rules of the repository on a date, cached by date. */
function ruleSets({ packs, governance }: TestInput): (asOf: string) => RuleSet {
  const sets = new Map<string, RuleSet>();
  return (asOf) => {
    let set = sets.get(asOf);
    if (!set) sets.set(asOf, (set = buildRuleSet({ packs, governance, asOf })));
    return set;
  };
}

function add(cases: Map<string, MutationCase[]>, result: TestResult, data: JsonObject): void {
  const { finding, rule } = result;
  if (finding) cases.set(rule, [...(cases.get(rule) ?? []), { data, expected: finding.outcome }]);
}

function total(parts: readonly MutationResult[]): MutationResult {
  const sum = (count: (one: MutationResult) => number): number => parts.reduce((all, one) => all + count(one), 0);
  return {
    noticed: sum(({ noticed }) => noticed),
    refused: sum(({ refused }) => refused),
    equivalent: sum(({ equivalent }) => equivalent),
    listed: sum(({ listed }) => listed),
    survivors: parts.flatMap(({ survivors }) => survivors),
    diagnostics: parts.flatMap(({ diagnostics }) => diagnostics),
  };
}

/** Keeps the tests of selected rules. */
function wanted(found: DiscoveredTests, input: TestInput): DiscoveredTests {
  const manifests = found.manifests.map(({ file, expectations: one }) => ({
    file,
    expectations: { ...one, expectations: one.expectations.filter(({ rule }) => input.wanted(rule)) },
  }));
  return {
    ...found,
    policies: found.policies.map((policy) => ({ ...policy, rules: policy.rules.filter(({ id }) => input.wanted(id)) })),
    formats: found.formats.filter(({ id }) => input.wanted(`formats/${id}`)),
    manifests: manifests.filter(({ expectations }) => expectations.expectations.length > 0),
  };
}

/** What the runs of all tests share. */
interface Run {
  readonly cases: Map<string, MutationCase[]>;
  /** Rules with a test that failed. */
  readonly failing: Set<string>;
  readonly put: (file: string, result: TestResult) => void;
  readonly diagnostics: Diagnostic[];
}

/** Runs the tests beside rules; on request, also tests small changes of the rules. */
async function runPolicies(
  policies: DiscoveredTests["policies"],
  input: TestInput,
  { cases, failing, put, diagnostics }: Run,
): Promise<{ mutated: MutationResult[]; held: string[] }> {
  const mutated: MutationResult[] = [];
  const held: string[] = [];
  for (const { file, rules, open } of policies) {
    if (rules.flatMap(testsOf).length === 0 && !input.mutate) continue;
    const opened = await open();
    if ("diagnostics" in opened) {
      addAll(diagnostics, opened.diagnostics);
      continue;
    }
    for (const rule of rules) {
      for (const test of testsOf(rule)) {
        const { result, prepared } = await runRuleTest(test, opened.prepare);
        put(file, result);
        if (prepared) add(cases, result, prepared.subject.context.data);
      }
      if (input.mutate && failing.has(rule.id)) held.push(rule.id);
      else if (input.mutate) mutated.push(mutate(rule, cases.get(rule.id) ?? [], input.context));
      cases.delete(rule.id);
    }
  }
  return { mutated, held };
}

/** Runs the tests of rules and the expectations in manifests; on request, also tests small changes of the rules. */
export async function runTests(input: TestInput): Promise<TestRun> {
  const { policies, manifests, formats, diagnostics, files } = wanted(await discoverTests(input), input);
  addAll(diagnostics, input.governance.diagnostics);
  const read = [...files, ...policies.flatMap(({ base }) => base ?? [])];
  const results = new Map<string, TestResult[]>();
  const failing = new Set<string>();
  const put = (file: string, result: TestResult): void => {
    results.set(file, [...(results.get(file) ?? []), result]);
    if (!passed(result)) failing.add(result.rule);
    input.progress(++done, all);
  };
  const tests = policies.flatMap(({ rules }) => rules.flatMap(testsOf)).length;
  const readings = formats.flatMap((format) => formatTestsOf(format).map((one) => ({ format, test: one })));
  const all =
    tests + readings.length + manifests.reduce((sum, { expectations }) => sum + expectations.expectations.length, 0);
  let done = 0;

  for (const { format, test } of readings) {
    put(format.document.file, await runFormatTest(format, test));
  }

  const setOf = ruleSets(input);
  const cases = new Map<string, MutationCase[]>();
  for (const { file, expectations } of manifests) {
    const prepared = await prepareManifest(expectations, input, diagnostics);
    const set = setOf(expectations.asOf);
    addAll(diagnostics, set.diagnostics);
    addAll(
      read,
      prepared.subject.references.map((reference) => reference.file),
    );
    for (const result of runExpectations(expectations, prepared, set)) {
      put(file, result);
      add(cases, result, prepared.subject.context.data);
    }
  }

  const { mutated, held } = await runPolicies(policies, input, { cases, failing, put, diagnostics });
  const suites = [...results].map(([file, own]) => ({ file, results: own }));
  return {
    suites: suites.toSorted((a, b) => compareCodeUnits(a.file, b.file)),
    diagnostics,
    mutated: input.mutate ? { ...total(mutated), held } : undefined,
    read,
  };
}

/** Reports that there are no tests. */
export function noTest(where: string): Diagnostic {
  const message = "no tests found: add `tests` to a rule or a format, or `# expect: RULE OUTCOME` to a manifest";
  return fileError(where, "test/none", message);
}
