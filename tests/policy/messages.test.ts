import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { parse } from "yaml";
import { expect, test } from "vitest";
import { evaluateRule } from "../../src/evaluate/evaluate-deployment.ts";
import { decidingBranch } from "../../src/evaluate/branch-message.ts";
import type { Document } from "../../src/model/document.ts";
import { evidenceCollections, isEvidenceKind } from "../../src/model/document.ts";
import { type Finding, type WriteLine, reasonsOf } from "../../src/model/finding.ts";
import { inputType } from "../../src/policy/input-type.ts";
import type { Rule } from "../../src/policy/rule.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { answerLine } from "../../src/schema/answer.ts";
import { describeField } from "../../src/schema/describe.ts";
import { packageRoot } from "../../src/repository/package-root.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readBase } from "../../src/testing/apply-overrides.ts";
import { type Prepare, type Prepared, createPrepare } from "../../src/testing/prepare-input.ts";
import { testsOf } from "../../src/testing/rule-tests.ts";
import { type Json, type JsonObject, getAt, isObject, parsePath } from "../../src/util/json.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";

/*
 * What every built-in rule reports, on the first failing test of each way to fail and on every undecided test:
 * one thing, with its value, on one line; reasons without the notation of conditions; and lines to write that,
 * when they are written, let the rule pass or ask its question.
 */

const folder = join(packageRoot(), "policies");
const packs = await readPacksFromTree(workingTree(packageRoot()));
const governance = { ...emptyBundle, policies: packs.documents };
const context = await inputType();
const { rules, diagnostics } = buildRuleSet({
  packs: { ...packs, documents: [] },
  governance,
  asOf: "2026-11-22",
  context,
});

/** Notation of conditions, and words that say nothing to a reader. */
const banned = /\[\]|map\(|reduce\(|accumulator|none of \[|undefined|\bnull\b|with the result|^the result|\{\{/;

interface ShownFinding {
  readonly rule: Rule;
  readonly name: string;
  readonly given: JsonObject;
  readonly finding: Finding;
  readonly prepared: Prepared;
  readonly prepare: Prepare;
  /** The way to fail. */
  readonly way: string;
}

async function findingOf(rule: Rule, given: JsonObject, prepare: Prepare) {
  const made = await prepare(given);
  if ("refusals" in made) return { refusals: made.refusals.map(({ message }) => message) };
  const settings = { failOn: "low" as const, asOf: made.asOf, waivers: [], explainAll: false };
  return { made, finding: evaluateRule(rule, made.subject, settings).finding };
}

async function shownFindings(): Promise<ShownFinding[]> {
  const shown: ShownFinding[] = [];
  for (const policy of packs.documents) {
    const file = posix.join(posix.dirname(policy.file), String(policy.value["base"])).replace("caregate/policies/", "");
    const { base } = readBase(file, readFileSync(join(folder, file), "utf8"));
    if (!base) throw new Error(`no base for ${policy.file}`);
    const prepare = createPrepare(base, context);
    for (const rule of rules.filter(({ document }) => document === policy)) {
      const ways = new Set<string>();
      for (const { name, given, expected } of testsOf(rule)) {
        if (expected !== "fail" && expected !== "unknown") continue;
        const { made, finding } = await findingOf(rule, given, prepare);
        if (!made || !finding) continue;
        const { condition, branch } = decidingBranch(rule, made.subject.context.data);
        const way =
          expected === "fail" ? `${condition?.part ?? ""} ${branch?.message ?? ""}` : `unknown ${finding.message}`;
        if (ways.has(way)) continue;
        ways.add(way);
        shown.push({ rule, name, given, finding, prepared: made, prepare, way });
      }
    }
  }
  return shown;
}

const shown = await shownFindings();
const failed = shown.filter(({ finding }) => finding.outcome === "fail");
const place = ({ rule, name }: ShownFinding): string => `${rule.id}: ${name}`;

test("every message is for a condition of its rule, and inserts what there is", () => {
  expect(diagnostics.map(({ file, span, message }) => `${file}:${span.start.line} ${message}`)).toEqual([]);
});

test("a message is one line of at most 120 characters about one thing", () => {
  const wrong = failed.flatMap((one) => {
    const { message } = one.finding;
    const said = / or /.test(message.replaceAll(/`[^`]*`|on or (?:before|after)/g, ""))
      ? "joins with or"
      : message.endsWith(".")
        ? "ends with a period"
        : message.length > 120
          ? "is too long"
          : undefined;
    return said ? [`${place(one)}: ${said}: ${message}`] : [];
  });
  expect(wrong).toEqual([]);
});

test("every way to fail has a message that was written for it", () => {
  // The reason of a fact is such a message: it names both values that do not agree.
  const mechanical = failed.filter(({ rule, prepared: { subject } }) => {
    const { condition, branch } = decidingBranch(rule, subject.context.data);
    const reads = condition?.reads.map(({ path }) => String(path.at(-1))) ?? [];
    return (branch?.message ?? rule.message).includes("{{reason}}") && !/^(?:why|sign)$/.test(String(reads[0]));
  });
  expect(mechanical.map((one) => `${place(one)}: ${one.finding.message}`)).toEqual([]);
});

test("messages and reasons have no notation of conditions", () => {
  const texts = shown.flatMap((one) =>
    [one.finding.message, ...reasonsOf(one.finding).map(({ text }) => text)].map((text) => `${place(one)}: ${text}`),
  );
  expect(texts.filter((text) => banned.test(text))).toEqual([]);
});

test("an undecided rule names the missing fields, or the value that decides nothing", () => {
  const wrong = shown
    .filter(({ finding }) => finding.outcome === "unknown")
    .filter(({ finding: { message, missing } }) =>
      missing.length > 0
        ? !/^(?:not stated: |undecided: no usable document under )`[^`]+`/.test(message)
        : !message.startsWith("undecided: "),
    );
  expect(wrong.map((one) => `${place(one)}: ${one.finding.message}`)).toEqual([]);
});

test("every question names a field of a schema, with what it means, and its values or its shape", async () => {
  const paths = [...new Set(shown.flatMap(({ finding }) => finding.missing.map(({ path }) => path)))].toSorted();
  const questions = await Promise.all(
    paths.map(async (path) => ({ path, hint: await describeField(path), answer: await answerLine(path) })),
  );
  expect(questions.length).toBeGreaterThan(400);
  expect(questions.filter(({ hint, answer }) => hint === undefined || answer === undefined)).toEqual([]);
  // A question for a whole entry of a list, or for a map of many fields, does not say what to state.
  const whole = questions.filter(({ path, answer }) => path.endsWith("]") || /: \{ .*\.\.\. \}$/.test(String(answer)));
  expect(whole).toEqual([]);
});

/** Values for the words in capitals that a person fills in. */
const samples: Readonly<Record<string, string>> = {
  "YYYY-MM-DD": "2026-11-22",
  DAYS: "1",
  HOURS: "1",
  MINUTES: "1",
  TEXT: '"A text of the hospital."',
  NAME: '"Another Example"',
  ROLE: "charge-nurse",
  TEAM: "quality-and-safety",
  COUNTRY: "US",
  LANGUAGE: "en",
};

/** The value that a line asks for; undefined if it takes a file or a measured number. */
function valueOf(line: WriteLine, held: Json | undefined): Json | undefined {
  let text = line.text.slice(line.text.indexOf(":") + 1);
  if (/\b(?:FILE|DIGEST|NUMBER|VERSION|LAW|ID)\b/.test(text)) return undefined;
  for (const [word, sample] of Object.entries(samples))
    text = text.replaceAll(new RegExp(`\\b${word}\\b`, "g"), sample);
  text = text.replaceAll(/ \| [^\],}]+/g, "");
  const value = parse(text.replace("[..., ", "[")) as Json;
  return text.includes("[...") && Array.isArray(held) && Array.isArray(value) ? [...held, ...value] : value;
}

/** The path of a field in the changes of a test. */
function changeOf(
  line: WriteLine,
  { subject }: Prepared,
): { readonly path: string; readonly held: Json | undefined } | undefined {
  const inside = ({ value, locate }: Pick<Document, "value" | "locate">): boolean =>
    locate(parsePath(line.path)).start.line === line.line && isObject(getAt(value, parsePath(line.path).slice(0, -1)));
  const own = (path: string): { path: string; held: Json | undefined } => ({ path, held: subject.context.get(path) });
  if (/^(?:spec|evidence|organisation)\b/.test(line.path)) return own(line.path);
  const counts = new Map<string, number>();
  for (const { state } of subject.references) {
    const document = "document" in state ? state.document : undefined;
    if (!document || !isEvidenceKind(document.kind)) continue;
    const collection = evidenceCollections[document.kind];
    const index = counts.get(collection) ?? 0;
    counts.set(collection, index + 1);
    if (inside(document)) return own(`evidence.${collection}[${index}].${line.path}`);
  }
  return undefined;
}

/** Writes what a finding asks for, again and again, and returns what is then wrong. */
async function tryLines({ rule, given, finding, prepared, prepare }: ShownFinding): Promise<string | undefined> {
  let [changes, now, made] = [given, finding, prepared];
  for (let round = 0; round < 6 && now.outcome === "fail"; round++) {
    const fields = now.write.flatMap((line) => {
      const change = changeOf(line, made);
      const value = change && valueOf(line, change.held);
      return change && value !== undefined ? [[change.path, value] as const] : [];
    });
    if (fields.length === 0) return undefined;
    const next = { ...changes, ...Object.fromEntries(fields) };
    const result = await findingOf(rule, next, prepare);
    if (!result.finding) return `${now.write.map(({ text }) => text).join("; ")}: ${result.refusals.join("; ")}`;
    const before = now.explanation[0]?.text;
    [changes, now, made] = [next, result.finding, result.made];
    if (now.outcome === "fail" && now.explanation[0]?.text === before)
      return `${fields.map(([path]) => path).join(", ")}: still ${now.message}`;
  }
  return now.outcome === "fail" ? `still fails: ${now.message}` : undefined;
}

test("writing what a finding asks for lets the rule pass or ask its question", { timeout: 300_000 }, async () => {
  const wrong: string[] = [];
  for (const one of failed) {
    const problem = await tryLines(one);
    if (problem !== undefined) wrong.push(`${place(one)}: ${problem}`);
  }
  expect(wrong).toEqual([]);
});
