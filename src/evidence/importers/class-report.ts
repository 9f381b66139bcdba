import type { LocatedCounts } from "./binary-results.ts";
import type { SourceValue } from "./data-reader.ts";
import { type DiagnosticCollector, type SpanGetter, atSpan } from "./diagnostics.ts";
import type { MetricResult } from "./metrics.ts";
import { bare } from "./terms.ts";
import { numberOf } from "./values.ts";

/** A class in a classification report of scikit-learn. */
export interface ClassRow {
  readonly name: string;
  readonly precision: SourceValue;
  readonly recall: SourceValue;
  readonly support: SourceValue;
  readonly place: SpanGetter;
}

/** The two classes of a report, and what they say of the positive one. */
export interface TwoClasses {
  readonly positive: ClassRow;
  readonly negative: ClassRow;
  readonly results: readonly MetricResult[];
}

/** Whether a row of a report is over several classes. */
export const isAverage = (name: string): boolean => /\bavg$|^accuracy$/i.test(name.trim());

const positives = new Set(["1", "10", "true", "yes", "positive", "pos", "case", "disease", "event"]);
const negatives = new Set(["0", "00", "false", "no", "negative", "neg", "control", "healthy", "normal", "noevent"]);

const isNegative = (name: string): boolean => negatives.has(bare(name)) || /^(?:no|not|non)[ _-]/i.test(name);

/** The rows of a report in text. */
export function rowsInText(text: string): ClassRow[] {
  return text.split("\n").flatMap((line, i) => {
    const [, name, precision, recall, support] = /^ *(\S.{0,80}?) {2,}([\d.]+) +([\d.]+) +[\d.]+ +(\d+)\s*$/.exec(line.slice(0, 300)) ?? []; // prettier-ignore
    if (name === undefined || isAverage(name)) return [];
    const at = { line: i + 1, column: 1 };
    const place = atSpan({ start: at, end: { line: i + 1, column: line.length + 1 } });
    const stated = (value: string | undefined): SourceValue => ({ value, place });
    return [{ name, precision: stated(precision), recall: stated(recall), support: stated(support), place }];
  });
}

/** What a report of two classes says; undefined, with a diagnostic, if it is not clear which class is the positive one. */
export function resultsOfClasses(rows: readonly ClassRow[], log: DiagnosticCollector): TwoClasses | undefined {
  const [a, b, third] = rows;
  const start = a?.place ?? atSpan({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
  if (!a || !b || third) {
    log.error(start, `the report has ${rows.length} classes: caregate reads those of two classes`);
    return undefined;
  }
  const chosen = [b, a].filter(({ name }) => positives.has(bare(name)));
  const others = [a, b].filter(({ name }) => isNegative(name));
  const positive = chosen.length === 1 ? chosen[0] : others.length === 1 ? [a, b].find((one) => one !== others[0]) : undefined; // prettier-ignore
  if (!positive) {
    log.error(start, "the positive class is unclear: name the classes `0` and `1`");
    return undefined;
  }
  const negative = positive === a ? b : a;
  const result = (name: string, value: SourceValue): MetricResult => ({ name, value, place: value.place });
  return {
    positive,
    negative,
    results: [
      result("sensitivity", positive.recall),
      result("specificity", negative.recall),
      result("ppv", positive.precision),
      result("npv", negative.precision),
    ],
  };
}

/** Half a unit of the last decimal of a figure as it is written. */
function halfUnitOf({ value }: SourceValue): number {
  const decimals = String(value).split(".")[1]?.length ?? 0;
  return 0.5 * 10 ** -decimals;
}

/** The only whole number of cases whose share rounds to a stated one; undefined if there are several, or none. */
function wholeCases(share: SourceValue, cases: number): number | undefined {
  const number = numberOf(share);
  if (number === undefined) return undefined;
  const slack = Math.max(halfUnitOf(share) * cases, 1e-6);
  const nearest = Math.round(number * cases);
  return slack < 0.5 && Math.abs(number * cases - nearest) <= slack ? nearest : undefined;
}

/** The counts that the recalls of both classes give; undefined if their rounding leaves them open. */
export function countsOfClasses({ positive, negative }: TwoClasses): LocatedCounts | undefined {
  const [p, n] = [numberOf(positive.support), numberOf(negative.support)];
  if (p === undefined || n === undefined || !Number.isSafeInteger(p) || !Number.isSafeInteger(n) || p < 0 || n < 0) return undefined; // prettier-ignore
  const [tp, tn] = [p === 0 ? 0 : wholeCases(positive.recall, p), n === 0 ? 0 : wholeCases(negative.recall, n)];
  if (tp === undefined || tn === undefined || tp > p || tn > n) return undefined;
  const [yes, no] = [positive.place, negative.place];
  return { cells: { tp, fp: n - tn, tn, fn: p - tp }, places: { tp: yes, fn: yes, tn: no, fp: no } };
}
