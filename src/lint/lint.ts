import { relative } from "node:path";
import { type Diagnostic, compareDiagnostics } from "../model/diagnostic.ts";
import { compareCodeUnits } from "../util/json.ts";
import type { Packs } from "../policy/packs.ts";
import type { Rule } from "../policy/rule.ts";
import { buildRuleSet } from "../policy/rule-set.ts";
import { type TestSources, type TestedPolicy, discoverTests } from "../testing/discover-tests.ts";
import { testsOf } from "../testing/rule-tests.ts";
import type { Type } from "../logic/types.ts";
import { lintEmptyLists } from "./empty-lists.ts";
import { lintMessages } from "./messages.ts";
import { expiring, lintRule } from "./single-rule.ts";
import { type Conflict, applyToSameDocument, findConflicts, findDuplicates } from "./rule-pairs.ts";
import { addAll } from "../util/list.ts";

/** Input of the linter. */
export interface LintInput extends TestSources {
  readonly packs: Packs;
  /** ISO date for the expiry of waivers. */
  readonly asOf: string;
  /** What a check of the repository says of its files of governance. */
  readonly checked: readonly Diagnostic[];
}

/** Diagnostics, sorted. */
export interface LintResult {
  /** Number of checked rules. */
  readonly rules: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** True if two conflicting rules both apply to the documents of a test of one of them. */
async function meet(clash: Conflict, policies: readonly TestedPolicy[]): Promise<boolean> {
  const pair = [clash.own, clash.other];
  for (const { rules, open } of policies) {
    const tests = rules.filter((rule) => pair.includes(rule)).flatMap(testsOf);
    const opened = tests.length > 0 ? await open() : undefined;
    if (!opened || "diagnostics" in opened) continue;
    for (const { given } of tests) {
      const prepared = await opened.prepare(given, pair);
      if ("subject" in prepared && applyToSameDocument(clash, prepared.subject.context.data)) return true;
    }
  }
  return false;
}

/** Checks rules by their tests: their messages, and what they say of empty lists. */
async function lintByTests(
  policies: readonly TestedPolicy[],
  context: Type,
  looked: (rule: Rule) => boolean,
): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const { rules, open } of policies) {
    const own = rules.filter(looked);
    const opened = own.flatMap(testsOf).length > 0 ? await open() : undefined;
    if (!opened || "diagnostics" in opened) continue;
    for (const rule of own) {
      diagnostics.push(...(await lintMessages(rule, opened.prepare)));
      diagnostics.push(...(await lintEmptyLists(rule, opened.prepare, context)));
    }
  }
  return diagnostics;
}

/** The checked rules, and the other rules of the repository. */
function compared(own: readonly Rule[], others: readonly Rule[]): Rule[] {
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...others.filter(({ id }) => !ids.has(id))].toSorted((a, b) => compareCodeUnits(a.id, b.id));
}

/** True if a file is under the checked paths. */
function lies(file: string, { tree, targets }: LintInput): boolean {
  const folders = targets.map((target) => relative(tree.root, target).replaceAll("\\", "/"));
  return folders.some((folder) => folder === "" || file === folder || file.startsWith(`${folder}/`));
}

/** Removes duplicate diagnostics and sorts them. */
function ordered(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const once = new Map(diagnostics.map((one) => [JSON.stringify(one), one]));
  return [...once.values()].toSorted(compareDiagnostics);
}

/** Finds errors in policies and waivers, and properties that make them unreliable. */
export async function lintSources(input: LintInput): Promise<LintResult> {
  const { packs, governance, asOf, context } = input;
  const found = await discoverTests(input);
  const set = buildRuleSet({ packs, governance, asOf, context });
  const own = found.policies.flatMap(({ rules }) => rules);
  const governed = [...set.diagnostics, ...input.checked, ...expiring(set.waivers, asOf)].filter(({ file }) =>
    lies(file, input),
  );
  const diagnostics = [...governed, ...found.diagnostics];
  // Rules with errors are not checked further.
  const broken = new Set(diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file));
  const sound = own.filter(({ document }) => !broken.has(document.file));
  const all = compared(sound, set.rules);
  const looked = (rule: Rule): boolean => sound.includes(rule);
  addAll(diagnostics, [...sound.flatMap((rule) => lintRule(rule, context)), ...findDuplicates(all, looked)]);
  for (const clash of findConflicts(all, looked, context))
    if (await meet(clash, found.policies)) diagnostics.push(clash.diagnostic);
  diagnostics.push(...(await lintByTests(found.policies, context, looked)));
  return { rules: own.length, diagnostics: ordered(diagnostics) };
}
