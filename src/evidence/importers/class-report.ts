import { type LocatedCounts, putResults } from "./binary-results.ts";
import type { SourceValue } from "./data-reader.ts";
import { type DiagnosticCollector, type SpanGetter, atSpan } from "./diagnostics.ts";
import type { DocumentBuilder } from "./document-builder.ts";
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
interface TwoClasses {
  readonly positive: ClassRow;
  readonly negative: ClassRow;
  readonly results: readonly MetricResult[];
}

/** Whether a row of a report is over several classes. */
export const isAverage = (name: string): boolean => /\bavg$|^accuracy$/i.test(name.trim());

const positives = new Set(["1", "10", "true", "yes", "positive", "pos", "case", "disease", "event"]);
const negatives = new Set(["0", "00", "false", "no", "negative", "neg", "control", "healthy", "normal", "noevent"]);

const isNegative = (name: string): boolean => negatives.has(bare(name)) || /^(?:no|not|non)[ _-]/i.test(name);

/** The positive one of two classes by its name; undefined if it is not clear which one it is. */
export function positiveOf<T>(classes: readonly [T, T], nameOf: (one: T) => string): T | undefined {
  const [a, b] = classes;
  const chosen = [b, a].filter((one) => positives.has(bare(nameOf(one))));
  const others = [a, b].filter((one) => isNegative(nameOf(one)));
  if (chosen.length === 1) return chosen[0];
  return others.length === 1 ? [a, b].find((one) => one !== others[0]) : undefined;
}

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

/** What a report of two classes says; undefined if it is of another number, or the positive class is not clear. */
function twoClasses([a, b, third]: readonly ClassRow[]): TwoClasses | undefined {
  const positive = a && b && !third ? positiveOf([a, b], ({ name }) => name) : undefined;
  if (!a || !b || !positive) return undefined;
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

/** Puts what a report of two classes says; any other is an error. */
export function putClasses(report: DocumentBuilder, rows: readonly ClassRow[], log: DiagnosticCollector): void {
  const classes = twoClasses(rows);
  if (classes) {
    putResults(report, countsOf(classes), classes.results, log);
    return;
  }
  const start = rows[0]?.place ?? atSpan({ start: { line: 1, column: 1 }, end: { line: 1, column: 1 } });
  if (rows.length !== 2) log.error(start, `the report has ${rows.length} classes: caregate reads those of two classes`);
  else log.error(start, "the positive class is unclear: name the classes `0` and `1`");
}

/** The counts that follow from a report of two classes; undefined if it leaves them or the positive class open. */
export function countsOfClasses(rows: readonly ClassRow[]): LocatedCounts | undefined {
  const classes = twoClasses(rows);
  return classes && countsOf(classes);
}

/** Decimals of a figure as it is written. */
const decimalsOf = ({ value }: SourceValue): number => String(value).split(".")[1]?.length ?? 0;

/** A report with so many decimals somewhere is not rounded anywhere: JSON has no `1.0000`. */
const ALL_DECIMALS = 7;

/** How far an unrounded figure may be from what the counts give. */
const EXACT = 1e-6;

/**
 * The only whole number of cases whose share rounds to a stated one; undefined if there are several, or none.
 * @param half half a unit of the last decimal
 */
function wholeCases(share: SourceValue, cases: number, half: number): number | undefined {
  const number = numberOf(share);
  if (number === undefined) return undefined;
  const slack = Math.max(half * cases, EXACT);
  const nearest = Math.round(number * cases);
  return slack < 0.5 && Math.abs(number * cases - nearest) <= slack ? nearest : undefined;
}

/** The counts that the recalls of both classes give; undefined if their rounding leaves them open. */
function countsOf({ positive, negative }: TwoClasses): LocatedCounts | undefined {
  const [p, n] = [numberOf(positive.support), numberOf(negative.support)];
  if (p === undefined || n === undefined || !Number.isSafeInteger(p) || !Number.isSafeInteger(n) || p < 0 || n < 0) return undefined; // prettier-ignore
  const figures = [positive, negative].flatMap(({ precision, recall }) => [precision, recall]);
  const isUnrounded = figures.some((figure) => decimalsOf(figure) >= ALL_DECIMALS);
  const half = (figure: SourceValue): number => (isUnrounded ? 0 : 0.5 * 10 ** -decimalsOf(figure));
  const tp = p === 0 ? 0 : wholeCases(positive.recall, p, half(positive.recall));
  const tn = n === 0 ? 0 : wholeCases(negative.recall, n, half(negative.recall));
  if (tp === undefined || tn === undefined || tp > p || tn > n) return undefined;
  const [yes, no] = [positive.place, negative.place];
  return { cells: { tp, fp: n - tn, tn, fn: p - tp }, places: { tp: yes, fn: yes, tn: no, fp: no } };
}
