import { type Comments, commentsOf } from "../documents/comments.ts";
import { isDate } from "../util/date.ts";
import type { Document, Location } from "../model/document.ts";
import { type Diagnostic, errorAt } from "../model/diagnostic.ts";
import { closestWord, didYouMean, quote } from "../util/text.ts";
import { evaluateRule } from "../evaluate/evaluate-deployment.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { TEST_DATE, type Prepared } from "./prepare-input.ts";
import { type Expected, type TestResult, actualOf, expectations } from "./result.ts";

/** What a comment of a manifest expects: `# expect: contracts/audit-rights fail`. */
export interface Expectation {
  readonly rule: string;
  readonly expected: Expected;
  readonly where: Location;
  /** Whether it stands at the end of a line, which is then the one to blame. */
  readonly onLine: boolean;
}

/** What the comments of one manifest expect. */
export interface Expectations {
  readonly manifest: Document;
  /** The date to judge by, as an ISO date. */
  readonly asOf: string;
  readonly expectations: readonly Expectation[];
}

/** A word, a rule and another word, as an expectation has them. */
const intended = /^(\w+)\s*:?\s*[a-z0-9-]+\/[a-z0-9-]+\s+([\w-]+)/i;

/** What follows `expect:`; undefined for a comment about something else. */
function expectText(text: string): string | { readonly problem: string } | undefined {
  const stated = /^expect\s*:(.*)$/.exec(text);
  if (stated) return (stated[1] as string).trim();
  const [, word = "", outcome = ""] = intended.exec(text) ?? [];
  if (!closestWord(word, ["expect", "expected"]) || !closestWord(outcome, expectations)) return undefined;
  return { problem: `${quote(text)} is no expectation; write \`# expect: RULE OUTCOME\`` };
}

type ExpectationComment = { readonly asOf: string } | Expectation | { readonly problem: string };

function item(text: string, where: Location, onLine: boolean): ExpectationComment {
  const [first = "", second, ...rest] = text.split(/\s+/);
  if (first === "as" && second === "of") {
    const date = rest.join(" ");
    return isDate(date) ? { asOf: date } : { problem: `${quote(date)} is no date; write \`as of YYYY-MM-DD\`` };
  }
  if (second === undefined || rest.length > 0)
    return {
      problem: `${quote(text)} is no expectation; write a rule and an outcome, such as \`contracts/audit-rights fail\``,
    };
  const expected = expectations.find((one) => one === second);
  if (!expected) {
    const hint = didYouMean(second, expectations) || `; write one of ${expectations.join(", ")}`;
    return { problem: `there is no outcome ${quote(second)}${hint}` };
  }
  if (onLine && (expected === "pass" || expected === "not-applicable"))
    return {
      problem: `what is expected to be ${expected} has no line to blame; put the comment on a line of its own`,
    };
  return { rule: first, expected, where, onLine };
}

/** Which of the documents of a text a line belongs to. */
const sectionOf = ({ starts }: Comments, line: number): number => starts.filter((start) => start <= line).length;

/**
 * Reads what the comments of a file expect of the manifests in it. A comment reads `# expect: RULE OUTCOME`, several of
 * these separated by commas, and `as of DATE` among them sets the date. On a line of its own it stands anywhere in its
 * document; at the end of a line the finding has to point at that line.
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
    else if (!owner) fail("there is no manifest here of which this could be expected");
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

/** Judges a manifest by the rules that are expected something of, waivers and parameters as in life. */
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
      difference: onLine && elsewhere ? `it is blamed on ${place(primary)}, not on this line` : undefined,
      diagnostics: diagnostics.map(({ code, message }) => errorAt(where, code, message)),
    };
  });
}
