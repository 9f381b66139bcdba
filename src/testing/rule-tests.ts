import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Finding, Outcome } from "../model/finding.ts";
import { type Json, type JsonObject, at, isObject } from "../model/json.ts";
import { judge } from "../evaluate/judge.ts";
import { type Reference, judgeAttached, usable } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import type { Rule } from "../policy/rule.ts";
import { validate } from "../schema/validate.ts";
import { type Base, type Fixture, applyGiven } from "./fixture.ts";

/** The date that tests judge by unless they say otherwise. */
export const TEST_DATE = "2026-11-22";

/** One test of a rule, and what came of it. */
export interface RuleTestResult {
  readonly rule: string;
  readonly name: string;
  readonly expected: Outcome;
  /** Undefined when the test itself is wrong. */
  readonly actual: Outcome | undefined;
  readonly finding: Finding | undefined;
  /** What is wrong with the test: a path that leads nowhere, or documents that could not occur. */
  readonly problems: readonly string[];
}

/**
 * Evidence of a base needs no files: each document counts as attached and pinned, unless the base's own `evidence`
 * names it by its id and says otherwise. Entries that name no document of the base stand for what cannot be read.
 */
function referencesOf({ manifest, evidence, asOf }: Fixture): Reference[] {
  const stated = manifest.value["evidence"];
  const entries = Array.isArray(stated) ? stated.map((entry) => (isObject(entry) ? entry : {})) : [];
  const idOf = ({ value }: Document): Json | undefined => at(value, ["metadata", "id"]);
  const attached = evidence.map((document, i) => {
    const index = entries.findIndex(({ id }) => id === idOf(document));
    const pinned = index < 0 || typeof entries[index]?.["sha256"] === "string";
    return judgeAttached(manifest, document, index < 0 ? entries.length + i : index, pinned, asOf);
  });
  const ids = evidence.map(idOf);
  const alone = entries.flatMap((entry, i) => (ids.includes(entry["id"]) ? [] : [referenceOnly(entry, i)]));
  return [...attached, ...alone];
}

function referenceOnly({ kind, path, format }: JsonObject, index: number): Reference {
  const base = { index, kind: typeof kind === "string" ? kind : undefined, file: String(path), ids: [], pinned: true };
  if (typeof path !== "string") return { ...base, state: { is: "unstated", field: "path" } };
  if (typeof format === "string") return { ...base, state: { is: "unread", format } };
  return { ...base, state: { is: "refused", reason: "missing" } };
}

async function problemsOf({ manifest, config, evidence }: Fixture): Promise<string[]> {
  const documents: Document[] = [manifest, ...(config ? [config] : []), ...evidence];
  const found = await Promise.all(documents.map(validate));
  return found.flat().map(({ message }: Diagnostic) => `the documents could not occur: ${message}`);
}

async function runTest(rule: Rule, base: Base, test: JsonObject): Promise<RuleTestResult> {
  const { name, given, expect } = test;
  const result = { rule: rule.id, name: String(name), expected: expect as Outcome };
  const fixture = applyGiven(base, isObject(given) ? given : {}, TEST_DATE);
  if ("unknownPath" in fixture) {
    return {
      ...result,
      actual: undefined,
      finding: undefined,
      problems: [`\`given\` names \`${fixture.unknownPath}\`, which is not in the base`],
    };
  }
  const problems = await problemsOf(fixture);
  if (problems.length > 0) return { ...result, actual: undefined, finding: undefined, problems };
  const references = referencesOf(fixture);
  const evidence = usable(references);
  const { manifest, config, asOf } = fixture;
  const context = buildContext({ manifest, config, references, evidence, asOf });
  const settings = { failOn: "low" as const, asOf, waivers: [], explainAll: true };
  const { finding, diagnostics } = judge(rule, { manifest, context, references }, settings);
  return { ...result, actual: finding.outcome, finding, problems: diagnostics.map(({ message }) => message) };
}

/** Runs the tests beside a rule. */
export async function runRuleTests(rule: Rule, base: Base): Promise<RuleTestResult[]> {
  const source = (rule.document.value["rules"] as Json[])[rule.path[1] as number];
  const tests = isObject(source) && Array.isArray(source["tests"]) ? source["tests"].filter(isObject) : [];
  const results: RuleTestResult[] = [];
  for (const test of tests) results.push(await runTest(rule, base, test));
  return results;
}
