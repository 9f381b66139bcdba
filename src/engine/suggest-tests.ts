import { byOutcome, findWitnesses } from "../diff/find-witnesses.ts";
import { evaluateOutcome } from "../evaluate/decision.ts";
import { isDiagnostic, readText } from "../repository/read.ts";
import { EditProblem, editText } from "../documents/edit/index.ts";
import type { DocumentChange, DocumentChanges } from "../model/edit.ts";
import type { Rule } from "../policy/rule.ts";
import { discoverTests } from "../testing/discover-tests.ts";
import type { SurvivingMutant } from "../testing/mutate.ts";
import type { Prepare } from "../testing/prepare-input.ts";
import { type RuleTest, testsOf } from "../testing/rule-tests.ts";
import type { Tree } from "../repository/tree.ts";
import { sha256 } from "../util/hash.ts";
import { type Json, type JsonObject, emptyObject, formatPath } from "../util/json.ts";
import type { PlannedChanges, PlannedFile } from "./file-changes.ts";
import type { PolicyWorkspace } from "./policy-sources.ts";

/** The outcome of a suggested test: a person states it, since a test that repeats the rule proves nothing. */
const OPEN = "TODO";

/** Tests for the changes of rules that no test notices. Nothing is written. */
export interface TestSuggestions extends PlannedChanges {
  /** Number of tests that are added. */
  readonly count: number;
  /** The changes that no single case was found for. */
  readonly open: readonly SurvivingMutant[];
}

/** A test and the data of its documents. */
interface PreparedTest {
  readonly test: RuleTest;
  readonly data: JsonObject;
}

/** Documents that are compared for one change. */
const MOST_TRIED = 3000;

const differs = (rule: Rule, changed: Rule, data: JsonObject): boolean =>
  evaluateOutcome(rule, data) !== evaluateOutcome(changed, data);

/** What a test has to change in its base to notice a change of a rule; undefined if none was found that documents can have. */
async function caseFor(
  rule: Rule,
  changed: Rule,
  tests: readonly PreparedTest[],
  { context }: PolicyWorkspace,
  prepare: Prepare,
): Promise<{ given: JsonObject; data: JsonObject } | undefined> {
  const specimens = tests.map(({ test, data }) => ({
    origin: { kind: "test" as const, rule: rule.id, name: test.name },
    data,
  }));
  const pair = { before: byOutcome(rule), after: byOutcome(changed) };
  const { witnesses } = findWitnesses(pair, { specimens, context, most: MOST_TRIED });
  for (const { origin, edits } of Object.values(witnesses).flat()) {
    const from = origin.kind === "test" ? tests.find(({ test }) => test.name === origin.name) : undefined;
    if (!from) continue;
    const given = Object.assign(emptyObject(), from.test.given);
    for (const { path, to } of edits) given[formatPath(path)] = to ?? null;
    const made = await prepare(given);
    // Computed values follow from what is stated, so that the case may differ from what was found.
    if (!("refusals" in made) && differs(rule, changed, made.subject.context.data))
      return { given, data: made.subject.context.data };
  }
  return undefined;
}

/** A name that says what the case has. */
function nameOf(given: JsonObject, taken: ReadonlySet<string>): string {
  const parts = Object.entries(given).map(([path, value]) => {
    const key = path.split(".").at(-1) ?? path;
    return value === null ? `${key} not stated` : `${key} ${typeof value === "object" ? "changed" : String(value)}`;
  });
  const name = parts.join(", ").slice(0, 80) || "as in the base";
  let own = name;
  for (let i = 2; taken.has(own); i++) own = `${name} (${i})`;
  return own;
}

/** The tests to add to a rule, and the changes without one. */
async function suggestionsFor(
  rule: Rule,
  survivors: readonly SurvivingMutant[],
  sources: PolicyWorkspace,
  prepare: Prepare,
): Promise<{ changes: DocumentChange[]; open: SurvivingMutant[] }> {
  const tests: PreparedTest[] = [];
  for (const test of testsOf(rule)) {
    const made = await prepare(test.given);
    if (!("refusals" in made)) tests.push({ test, data: made.subject.context.data });
  }
  const added: JsonObject[] = [];
  const changes: DocumentChange[] = [];
  const open: SurvivingMutant[] = [];
  const taken = new Set(tests.map(({ test }) => test.name));
  for (const survivor of survivors) {
    const { changedRule: changed } = survivor;
    if (changed && added.some((data) => differs(rule, changed, data))) continue;
    const found = changed && tests.length > 0 ? await caseFor(rule, changed, tests, sources, prepare) : undefined;
    if (!found) {
      open.push(survivor);
      continue;
    }
    const name = nameOf(found.given, taken);
    taken.add(name);
    const to: Json = { name, given: found.given, expect: OPEN };
    changes.push({ set: [...rule.path, "tests", testsOf(rule).length + added.length], to });
    added.push(found.data);
  }
  return { changes, open };
}

/** A file with new tests. Each is added to a text that has those before it. */
function planFile(tree: Tree, file: string, all: readonly DocumentChanges[]): PlannedFile[] {
  const read = readText(tree, file);
  if (isDiagnostic(read)) return [];
  let { text } = read;
  try {
    for (const { index, changes } of all)
      for (const change of changes) ({ text } = editText(text, [{ index, changes: [change] }]));
  } catch (error) {
    if (!(error instanceof EditProblem)) throw error;
    return [];
  }
  const mark = read.bytes[0] === 0xef ? "\uFEFF" : "";
  return [{ file, sha256: sha256(read.bytes), text: mark + text, edits: [] }];
}

/** Plans a test for each change that no test notices: the case, and never its outcome. */
export async function suggestTests(
  sources: PolicyWorkspace,
  survivors: readonly SurvivingMutant[],
): Promise<TestSuggestions> {
  const { tree } = sources;
  const open: SurvivingMutant[] = [];
  const files: PlannedFile[] = [];
  let count = 0;
  for (const { file, rules, open: openBase } of (await discoverTests(sources)).policies) {
    const changes: { index: number; changes: DocumentChange[] }[] = [];
    const own = rules.filter(({ id }) => survivors.some(({ rule }) => rule === id));
    const base = own.length > 0 ? await openBase() : undefined;
    if (!base || "diagnostics" in base) continue;
    for (const rule of own) {
      const ofRule = survivors.filter(({ rule: id }) => id === rule.id);
      const found = await suggestionsFor(rule, ofRule, sources, base.prepare);
      open.push(...found.open);
      if (found.changes.length > 0) changes.push({ index: rule.document.index, changes: found.changes });
    }
    const planned = changes.length > 0 ? planFile(tree, file, changes) : [];
    files.push(...planned);
    if (planned.length > 0) count += changes.reduce((sum, one) => sum + one.changes.length, 0);
  }
  return { root: tree.root, changes: files, count, open };
}
