import { quote } from "../../util/text.ts";
import { type PartialConfusionMatrix, countsFrom } from "./confusion-matrix.ts";
import type { DocumentBuilder } from "./document-builder.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
import { isAbsent, numberOf, quoted, wordOf } from "./values.ts";
import { countOf, rateOf } from "./terms.ts";

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

/** Half a unit of the second decimal: how far two figures that have to agree may be apart. */
export const ROUNDING = 0.005;

interface FoundCounts {
  readonly number: number;
  readonly place: SpanGetter;
}

/**
 * Puts groups into a fairness report: counts where they are stated, or follow exactly from the number of cases and
 * unrounded rates; stated rates as claims. Names that are neither are listed once.
 */
export function putGroups(draft: DocumentBuilder, groups: readonly GroupSource[], log: DiagnosticCollector): void {
  const unread = new Map<string, SpanGetter>();
  const derived: GroupSource[] = [];
  const seen = new Set<string>();
  for (const [index, source] of groups.slice(0, MOST_GROUPS).entries()) {
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
const nameOf = ({ axis, group }: GroupSource): string => `${axis} ${quote(group)}`;

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
  const { claims, prevalence } = ratesIn(source, log, unread);
  for (const [name, { number, place }] of claims) draft.put([...at, "claimed", name], number, place);
  for (const cell of cells) {
    const found = counts.get(cell);
    if (found) draft.put([...at, cell], found.number, found.place);
  }
  const derived = completed(source, counts, new Map([...claims, ...prevalence]), log);
  if (derived) for (const cell of cells) draft.put([...at, cell], derived[cell], source.place);
  return derived !== undefined;
}

function countsIn({ measures }: GroupSource, log: DiagnosticCollector): Map<string, FoundCounts> {
  const counts = new Map<string, FoundCounts>();
  for (const measure of measures) {
    const name = countOf(measure.name);
    if (name === undefined || measure.value === null || measure.value === undefined) continue;
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
  counts: ReadonlyMap<string, FoundCounts>,
  rates: ReadonlyMap<string, FoundCounts>,
  log: DiagnosticCollector,
): PartialConfusionMatrix | undefined {
  const n = counts.get("n");
  const stated = cells.flatMap((cell) => counts.get(cell)?.number ?? []);
  if (stated.length === cells.length) {
    const sum = stated.reduce((total, one) => total + one, 0);
    if (n && sum !== n.number)
      log.error(n.place, `${nameOf(source)} has ${n.number} cases here, but its four counts add up to ${sum}`);
    return undefined;
  }
  if (!n || stated.length > 0) return undefined;
  return countsFrom(n.number, Object.fromEntries([...rates].map(([name, { number }]) => [name, number])));
}

interface RatesFound {
  readonly claims: Map<string, FoundCounts>;
  readonly prevalence: Map<string, FoundCounts>;
}

function ratesIn(source: GroupSource, log: DiagnosticCollector, unread: Map<string, SpanGetter>): RatesFound {
  const direct = new Map<string, FoundCounts>();
  const opposite = new Map<string, FoundCounts>();
  for (const measure of source.measures) {
    const known = rateOf(measure.name);
    if (!known) {
      if (countOf(measure.name) === undefined && !unread.has(measure.name)) unread.set(measure.name, measure.place);
      continue;
    }
    const number = shareOf(measure, log);
    if (number !== undefined) (known.complement ? opposite : direct).set(known.rate, { number, place: measure.place });
  }
  const claims = new Map(direct);
  for (const [rate, { number, place }] of opposite) {
    const twin = direct.get(rate);
    if (!twin) claims.set(rate, { number: Number((1 - number).toPrecision(15)), place });
    else if (Math.abs(twin.number + number - 1) > ROUNDING)
      log.error(
        place,
        `${rate} ${twin.number} and its opposite ${number} of ${nameOf(source)} do not add up to 1: the rates are not of the same cases`,
      );
  }
  const base = claims.get("prevalence");
  claims.delete("prevalence");
  return { claims, prevalence: new Map(base ? [["prevalence", base]] : []) };
}

/** A rate as a share of one; undefined, and said so, for what is none. */
function shareOf(measure: Measure, log: DiagnosticCollector): number | undefined {
  if (isAbsent(measure)) return undefined;
  const number = numberOf(measure);
  const name = quote(measure.name);
  if (number === undefined) {
    const isUndefinedRate = typeof measure.value === "string" && /^-?nan$/i.test(measure.value.trim());
    const message = `${name} must be a proportion between 0 and 1, not ${quoted(measure)}`;
    if (isUndefinedRate) log.warn(measure.place, `${message}: it is not read`);
    else log.error(measure.place, message);
    return undefined;
  }
  if (number >= 0 && number <= 1) return number;
  log.error(measure.place, `${name} must be a proportion between 0 and 1, not ${number}; write 93 % as 0.93`);
  return undefined;
}
