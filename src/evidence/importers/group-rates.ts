import { quote } from "../../util/text.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { GroupSource, Measure } from "./groups.ts";
import { isAbsent, numberOf, quoted } from "./values.ts";
import { countOf, rateOf } from "./terms.ts";

/** Half a unit of the second decimal: how far two figures that have to agree may be apart. */
export const ROUNDING = 0.005;

export interface StatedNumber {
  readonly number: number;
  readonly place: SpanGetter;
}

/** The rates that a file states for one group. */
export interface RatesFound {
  /** By our names, without the prevalence. */
  readonly claims: ReadonlyMap<string, StatedNumber>;
  readonly prevalence: StatedNumber | undefined;
  /** Rates of which the file states 0 (or 1) both for the rate and for its opposite: there were no cases. */
  readonly vacant: readonly string[];
  /** What follows from a rate over no cases: without positive cases, the prevalence is 0. */
  readonly implied: Readonly<Record<string, number>>;
}

/** What it means that a rate has no cases. */
const implications: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  sensitivity: { prevalence: 0 },
  specificity: { prevalence: 1 },
  ppv: { selectionRate: 0 },
  npv: { selectionRate: 1 },
};

/** Reads the rates of a group; a name that is none is added to `unread`. */
export function ratesIn(source: GroupSource, log: DiagnosticCollector, unread: Map<string, SpanGetter>): RatesFound {
  const direct = new Map<string, StatedNumber>();
  const opposite = new Map<string, StatedNumber>();
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
  const vacant: string[] = [];
  for (const [rate, { number, place }] of opposite) {
    const twin = direct.get(rate);
    if (!twin) claims.set(rate, { number: Number((1 - number).toPrecision(15)), place });
    else if (twin.number === number && (number === 0 || number === 1)) vacant.push(rate);
    else if (Math.abs(twin.number + number - 1) > ROUNDING)
      log.error(place, mismatch(source, rate, twin.number, number));
  }
  const prevalence = claims.get("prevalence");
  claims.delete("prevalence");
  const implied = Object.assign({}, ...vacant.map((rate) => implications[rate])) as Record<string, number>;
  return { claims, prevalence, vacant, implied };
}

function mismatch({ axis, group }: GroupSource, rate: string, stated: number, opposite: number): string {
  const both = `${rate} ${stated} and its opposite ${opposite} of ${axis} ${quote(group)}`;
  return `${both} do not add up to 1: the rates are not of the same cases`;
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
