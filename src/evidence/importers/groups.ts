import { quote } from "../../util/text.ts";
import { type DerivedCounts, countsFrom, divisors, mayBeVacant } from "./confusion-matrix.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
import { type RatesFound, type StatedNumber, ratesIn } from "./group-rates.ts";
import { readPositiveRate } from "./positive-rate.ts";
import { isAbsent, numberOf, quoted, wordOf } from "./values.ts";
import { calibrationFigureOf, countOf } from "./terms.ts";
import { standardErrorOf, uncertaintiesIn } from "./uncertainty.ts";

/** A number that a file states about a group, by its name there. */
export interface Measure extends SourceValue {
  readonly name: string;
}

/** What a file says about one group. */
export interface GroupSource {
  readonly axis: string;
  readonly group: string;
  readonly place: SpanGetter;
  readonly measures: readonly Measure[];
}

/** Most groups that one report is read with. */
export const MOST_GROUPS = 1000;

const cells = ["tp", "fp", "tn", "fn"] as const;

/**
 * Puts groups into a fairness report: counts where they are stated, or follow exactly from the number of cases and
 * unrounded rates; stated rates as claims. A rate that is stated as 0 or 1 over no cases is what tools write for 0/0: it
 * is left out with a warning. Names that are neither are listed once.
 */
export function putGroups(draft: DocumentBuilder, groups: readonly GroupSource[], log: DiagnosticCollector): void {
  const unread = new Map<string, SpanGetter>();
  const derived: GroupSource[] = [];
  const seen = new Set<string>();
  for (const [index, source] of readPositiveRate(groups.slice(0, MOST_GROUPS), log).entries()) {
    const key = `${source.axis}\0${source.group}`;
    if (seen.has(key)) log.error(source.place, `${nameOf(source)} is here a second time: state each group once`);
    seen.add(key);
    if (putGroup(draft, index, source, log, unread)) derived.push(source);
  }
  const beyond = groups[MOST_GROUPS];
  if (beyond) log.error(beyond.place, `there are ${groups.length} groups and at most ${MOST_GROUPS} are read`);
  sayUnread(unread, log);
  const [first] = derived;
  if (first)
    log.note(first.place, `counts of ${derived.length} groups are computed from their cases and unrounded rates`);
}

/** Names what has no place here, in one message. */
export function sayUnread(unread: ReadonlyMap<string, SpanGetter>, log: DiagnosticCollector): void {
  const [first] = unread.values();
  if (!first) return;
  const names = [...unread.keys()];
  const listed = names.slice(0, 12).map(quote).join(", ");
  const rest = names.length > 12 ? ` and ${names.length - 12} more` : "";
  log.warn(first, `not read because caregate has no such figure: ${listed}${rest}`);
}

/** How messages call a group. */
export const nameOf = ({ axis, group }: Pick<GroupSource, "axis" | "group">): string => `${axis} ${quote(group)}`;

/** Puts one group; returns whether its counts were worked out. */
function putGroup(
  draft: DocumentBuilder,
  index: number,
  source: GroupSource,
  log: DiagnosticCollector,
  unread: Map<string, SpanGetter>,
): boolean {
  const at = ["groups", index] as const;
  if (source.group.trim() === "") log.error(source.place, `a group of ${source.axis} has no name: name it`);
  draft.put([...at, "axis"], source.axis, source.place);
  draft.put([...at, "group"], source.group, source.place);
  const counts = countsIn(source, log);
  const rest = putCalibration(draft, at, source, log);
  const rates = ratesIn({ ...source, measures: rest }, log, unread);
  const derived = completed(source, counts, rates, log);
  const vacant = new Set([...rates.vacant, ...vacantRates(rates, counts, derived)]);
  sayVacant(source, rates, vacant, log);
  for (const [name, { number, place }] of rates.claims)
    if (!vacant.has(name)) draft.put([...at, "claimed", name], number, place);
  for (const cell of cells) {
    const found = counts.get(cell);
    if (found) draft.put([...at, cell], found.number, found.place);
  }
  if (derived) for (const cell of cells) draft.put([...at, cell], derived.cells[cell], source.place);
  return derived !== undefined;
}

/** Puts the calibration figures of a group, with standard errors where they are stated; returns the other measures. */
function putCalibration(
  draft: DocumentBuilder,
  at: readonly ["groups", number],
  source: GroupSource,
  log: DiagnosticCollector,
): Measure[] {
  const { of, read } = uncertaintiesIn(source.measures, calibrationFigureOf);
  for (const measure of source.measures) {
    const figure = calibrationFigureOf(measure.name);
    if (figure === undefined || isAbsent(measure)) continue;
    const number = numberOf(measure);
    const isCount = figure === "observedToExpected" || figure === "expectedEvents";
    if (number === undefined || (isCount && number < 0)) {
      log.error(measure.place, `${quote(measure.name)} of ${nameOf(source)} cannot be ${quoted(measure)}`);
      continue;
    }
    draft.put([...at, figure], number, measure.place);
    const stated = of.get(figure);
    if (!stated || isCount) continue;
    const error = standardErrorOf(stated);
    const place = (stated.standardError ?? stated.low ?? measure).place;
    if (error !== undefined && error >= 0) draft.put([...at, `${figure}StandardError`], error, place);
    else
      log.warn(place, `standard error of ${quote(measure.name)} does not follow from what is stated: it is not read`);
  }
  return source.measures.filter((measure) => !read.has(measure) && calibrationFigureOf(measure.name) === undefined);
}

/** The rates that are stated as 0 or 1 although the counts of the group show that they are over no cases. */
function vacantRates(
  { claims }: RatesFound,
  counts: ReadonlyMap<string, StatedNumber>,
  derived: DerivedCounts | undefined,
): string[] {
  if (counts.get("n")?.number === 0)
    return [...claims].flatMap(([name, { number }]) => (number === 0 || number === 1 ? [name] : []));
  if (derived) return [...derived.vacant];
  const cell = (name: string): number => counts.get(name)?.number ?? Number.NaN;
  const stated = { tp: cell("tp"), fp: cell("fp"), tn: cell("tn"), fn: cell("fn") };
  return [...claims].flatMap(([name, { number }]) =>
    mayBeVacant(name, number) && divisors[name]?.(stated) === 0 ? [name] : [],
  );
}

function sayVacant(
  source: GroupSource,
  { claims }: RatesFound,
  vacant: ReadonlySet<string>,
  log: DiagnosticCollector,
): void {
  const [first] = vacant;
  if (first === undefined) return;
  const names = [...vacant].join(" and ");
  const message = `${names} of ${nameOf(source)} is over no cases, so that the number in the file means nothing: it is not read`;
  log.warn(claims.get(first)?.place ?? source.place, message);
}

function countsIn({ measures }: GroupSource, log: DiagnosticCollector): Map<string, StatedNumber> {
  const counts = new Map<string, StatedNumber>();
  for (const measure of measures) {
    const name = countOf(measure.name);
    if (name === undefined || isAbsent(measure)) continue;
    const number = wordOf(measure.value).includes("%") ? undefined : numberOf(measure);
    if (number !== undefined && Number.isSafeInteger(number) && number >= 0)
      counts.set(name, { number, place: measure.place });
    else log.error(measure.place, `${quote(measure.name)} must be a number of cases, not ${quoted(measure)}`);
  }
  return counts;
}

/** Counts that follow from what is stated, when none of the four is; what is stated has to add up. */
function completed(
  source: GroupSource,
  counts: ReadonlyMap<string, StatedNumber>,
  { claims, prevalence, implied }: RatesFound,
  log: DiagnosticCollector,
): DerivedCounts | undefined {
  const n = counts.get("n");
  const stated = cells.flatMap((cell) => counts.get(cell)?.number ?? []);
  if (stated.length === cells.length) {
    const sum = stated.reduce((total, one) => total + one, 0);
    if (n && sum !== n.number)
      log.error(n.place, `${nameOf(source)} has ${n.number} cases here, but its four counts add up to ${sum}`);
    return undefined;
  }
  if (!n || stated.length > 0) return undefined;
  if (n.number === 0) return { cells: { tp: 0, fp: 0, tn: 0, fn: 0 }, vacant: [] };
  const known = [...claims].map(([name, { number }]) => [name, number] as const);
  return countsFrom(n.number, {
    ...implied,
    ...(prevalence === undefined ? {} : { prevalence: prevalence.number }),
    ...Object.fromEntries(known),
  });
}
