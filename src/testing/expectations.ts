import { type Comments, commentsOf } from "../documents/comments.ts";
import { isDate } from "../util/date.ts";
import type { Document, Location } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { closestWord, didYouMean, quote } from "../util/text.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { TEST_DATE, type Prepared } from "./prepare-input.ts";
import { type Expected, type TestResult, actualOf, expectations } from "./result.ts";

/** An expectation in a comment of a manifest: `# expect: contracts/audit-rights fail`. */
export interface Expectation {
  readonly rule: string;
  readonly expected: Expected;
  readonly where: Location;
  /** True at the end of a line: the finding must then point at this line. */
  readonly onLine: boolean;
}

/** The expectations in the comments of one manifest. */
export interface Expectations {
  readonly manifest: Document;
  /** ISO date of the evaluation. */
  readonly asOf: string;
  readonly expectations: readonly Expectation[];
}

/** The parts of an expectation: rule and outcome. */
const intended = /^(\w+)\s*:?\s*[a-z0-9-]+\/[a-z0-9-]+\s+([\w-]+)/i;

/** The text after `expect:`; undefined for other comments. */
function expectText(text: string): string | { readonly problem: string } | undefined {
  const stated = /^expect\s*:(.*)$/.exec(text);
  if (stated) return (stated[1] as string).trim();
  const [, word = "", outcome = ""] = intended.exec(text) ?? [];
  if (!closestWord(word, ["expect", "expected"]) || !closestWord(outcome, expectations)) return undefined;
  return { problem: `${quote(text)} is not an expectation: write \`# expect: RULE OUTCOME\`` };
}

type ExpectationComment = { readonly asOf: string } | Expectation | { readonly problem: string };

function item(text: string, where: Location, onLine: boolean): ExpectationComment {
  const [first = "", second, ...rest] = text.split(/\s+/);
  if (first === "as" && second === "of") {
    const date = rest.join(" ");
    return isDate(date) ? { asOf: date } : { problem: `${quote(date)} is not a date: write \`as of YYYY-MM-DD\`` };
  }
  if (second === undefined || rest.length > 0)
    return {
      problem: `${quote(text)} is not an expectation: write a rule and an outcome, such as \`contracts/audit-rights fail\``,
    };
  const expected = expectations.find((one) => one === second);
  if (!expected) {
    const hint = didYouMean(second, expectations) || `: write one of ${expectations.join(", ")}`;
    return { problem: `there is no outcome ${quote(second)}${hint}` };
  }
  if (onLine && (expected === "pass" || expected === "not-applicable"))
    return {
      problem: `the outcome ${expected} has no line: put the comment on a separate line`,
    };
  return { rule: first, expected, where, onLine };
}

/** Finds the document that contains a line. */
const sectionOf = ({ starts }: Comments, line: number): number => starts.filter((start) => start <= line).length;

/**
 * Reads what the comments of a file expect of the manifests in it. A comment reads `# expect: RULE OUTCOME`, several of
 * these separated by commas, and `as of DATE` among them sets the date. On a separate line it may be anywhere in its
 * document. At the end of a line, the finding must point at that line.
 */
export function expectationsOf(
  file: string,
  text: string,
  manifests: readonly Document[],
): { found: Expectations[]; diagnostics: Diagnostic[] } {
  if (manifests.length === 0 && !/#\s*expect\s*:/.test(text)) return { found: [], diagnostics: [] };
  const all = commentsOf(text);
  const diagnostics: Diagnostic[] = [];
  const found = manifests.map((manifest) => ({
    manifest,
    section: sectionOf(all, manifest.locate([]).start.line),
    asOf: TEST_DATE,
    expectations: [] as Expectation[],
  }));
  for (const comment of all.comments) {
    const stated = expectText(comment.text);
    if (stated === undefined) continue;
    const where: Location = { file, start: comment.start, end: comment.end, exact: true };
    const fail = (message: string): void => void diagnostics.push(errorAt(where, "test/expectation", message));
    const owner = found.find(({ section }) => section === sectionOf(all, comment.start.line));
    if (typeof stated !== "string") fail(stated.problem);
    else if (!owner) fail("there is no manifest at this place: move the comment into a manifest");
    else
      for (const part of stated.split(",")) {
        const one = item(part.trim(), where, !comment.alone);
        if ("problem" in one) fail(one.problem);
        else if ("asOf" in one) owner.asOf = one.asOf;
        else owner.expectations.push(one);
      }
  }
  return { found: found.filter((one) => one.expectations.length > 0), diagnostics };
}

const place = ({ file, start }: Location): string => `${file}:${start.line}:${start.column}`;

/** Evaluates a manifest by the rules of its expectations, with the waivers and parameters of the repository. */
export function runExpectations(
  { manifest, asOf, expectations: stated }: Expectations,
  { subject }: Prepared,
  { rules, waivers, failOn }: RuleSet,
): TestResult[] {
  const settings = { failOn, asOf, waivers, explainAll: true };
  return stated.map(({ rule: id, expected, where, onLine }): TestResult => {
    const rule = rules.find((one) => one.id === id);
    const name = String(subject.context.get("metadata.name"));
    const base = { rule: id, name, expected, where };
    if (!rule) {
      const hint = didYouMean(
        id,
        rules.map((one) => one.id),
      );
      const wrong = errorAt(where, "test/expectation", `there is no rule ${quote(id)}${hint}`);
      return { ...base, actual: undefined, finding: undefined, difference: undefined, diagnostics: [wrong] };
    }
    const { finding, diagnostics } = evaluateRule(rule, subject, settings);
    const { primary } = finding;
    const elsewhere = primary.file !== manifest.file || primary.start.line !== where.start.line;
    return {
      ...base,
      actual: actualOf(finding),
      finding,
      difference: onLine && elsewhere ? `the finding points at ${place(primary)}, not at this line` : undefined,
      diagnostics: diagnostics.map(({ code, message }) => errorAt(where, code, message)),
    };
  });
}
