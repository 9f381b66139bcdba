import { isObject } from "../../util/json.ts";
import type { SourceNode, SourceValue } from "./data-reader.ts";
import type { Measure } from "./groups.ts";
import { bare } from "./terms.ts";
import { isAbsent, numberOf } from "./values.ts";

/** What a file states about how far a figure may be off. */
export interface Uncertainty {
  standardError?: SourceValue;
  low?: SourceValue;
  high?: SourceValue;
  /** The level of the interval in percent. */
  level?: number;
}

/** Standard normal numbers within which the middle part of a distribution lies, by that part in percent. */
const quantiles: Readonly<Record<number, number>> = {
  90: 1.6448536269514722,
  95: 1.959963984540054,
  99: 2.5758293035489004,
};

/** Words at the end of a name that make it one about the uncertainty of the figure before them. */
const tailWord =
  /^(?:ci|cl|conf|confidence|int|interval|limit|bound|end|low|lower|lo|lcl|high|upper|hi|ucl|se|bse|stderr|std|standard|err|error|(?:ci)?(?:90|95|99)(?:ci)?|0025|0975)$/;

interface UncertaintyName {
  /** The name of the figure. */
  readonly figure: string;
  readonly part: "standardError" | "low" | "high" | "interval";
  readonly level: number;
}

/** Splits a name such as `slope_ci95_lower` or `slopeStdErr`; undefined for a name of another kind. */
function uncertaintyName(name: string): UncertaintyName | undefined {
  if (name.length > 100) return undefined;
  const spaced = name.replaceAll(/(\p{Ll})(\p{Lu})/gu, "$1_$2").toLowerCase();
  const words = spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const start = words.findLastIndex((word) => !tailWord.test(word)) + 1;
  const tail = words.slice(start);
  const has = (...any: readonly string[]): boolean => any.some((word) => tail.includes(word));
  const level = Number(/90|95|99/.exec(tail.join(" "))?.[0] ?? 95);
  const partOf = (): UncertaintyName["part"] | undefined => {
    if (has("se", "bse", "stderr") || (has("std", "standard") && has("err", "error"))) return "standardError";
    if (has("low", "lower", "lo", "lcl", "0025")) return "low";
    if (has("high", "upper", "hi", "ucl", "0975")) return "high";
    return has("ci", "ci90", "ci95", "ci99", "90ci", "95ci", "99ci", "interval") ? "interval" : undefined;
  };
  const part = partOf();
  return start === 0 || part === undefined ? undefined : { figure: words.slice(0, start).join("_"), part, level };
}

/**
 * What measures say about the uncertainty of the figures beside them, by our names of the figures: a standard error
 * (`slope_se`, `slope_std_err`), the ends of an interval (`slope_low`, `slope_ci_upper`), or a list of both ends
 * (`slope_ci`).
 * @param nameOf our name of a figure
 * @returns each with the measures that were read
 */
export function uncertaintiesIn(
  measures: readonly Measure[],
  nameOf: (name: string) => string | undefined,
): { readonly of: ReadonlyMap<string, Uncertainty>; readonly read: ReadonlySet<Measure> } {
  const of = new Map<string, Uncertainty>();
  const read = new Set<Measure>();
  for (const measure of measures) {
    const found = nameOf(measure.name) === undefined ? uncertaintyName(measure.name) : undefined;
    const figure = found && nameOf(found.figure);
    if (!found || figure === undefined) continue;
    if (isAbsent(measure)) {
      read.add(measure);
      continue;
    }
    const stated = of.get(figure) ?? {};
    if (found.part !== "interval") stated[found.part] = measure;
    else {
      const [low, high, more] = Array.isArray(measure.value) ? measure.value : [];
      if (low === undefined || high === undefined || more !== undefined) continue;
      stated.low = { value: low, place: measure.place };
      stated.high = { value: high, place: measure.place };
    }
    if (found.part !== "standardError") stated.level = found.level;
    of.set(figure, stated);
    read.add(measure);
  }
  return { of, read };
}

/**
 * The standard error that is stated or, for a figure with a normal distribution, that half the width of its interval is
 * a normal quantile of (D. G. Altman and J. M. Bland, BMJ 331, 2005, "Standard deviations and standard errors").
 */
export function standardErrorOf({ standardError, low, high, level = 95 }: Uncertainty): number | undefined {
  if (standardError) return numberOf(standardError);
  const [from, to] = [low, high].map((bound) => bound && numberOf(bound));
  const quantile = quantiles[level];
  if (from === undefined || to === undefined || quantile === undefined || to < from) return undefined;
  return Number(((to - from) / (2 * quantile)).toPrecision(6));
}

/** Keys of the figure itself in a map that holds it with its uncertainty. */
const itself = new Set(["value", "estimate", "coef", "coefficient", "point", "pointestimate"]);

/** Keys of a map with the fit of a calibration line. */
const fitKey = /^(?:logistic_?)?(?:re)?calibration(?:_?(?:model|fit|line|regression))?$/i;

/**
 * The measures of a map. A figure may be a map with its uncertainty (`{"value": 1.02, "se": 0.05}`), and a calibration
 * line a map of its own: `{"slope": 1.02, "slope_se": 0.05}`, or a fit as statsmodels has it, with `params` and `bse` by
 * the names of its terms.
 * @param isFigure whether a name is one of a figure
 */
export function measuresIn(node: SourceNode, isFigure: (name: string) => boolean): Measure[] {
  return node.entries().flatMap((entry): Measure[] => {
    if (!isObject(entry.value)) return [measureOf(entry.key, entry)];
    if (isFigure(entry.key)) return measuresOfFigure(entry.key, entry);
    if (!fitKey.test(entry.key)) return [];
    const fit = measuresOfFit(entry);
    if (fit.length > 0) return fit;
    return entry.entries().flatMap((inner): Measure[] => {
      const name = `calibration_${inner.key}`;
      return isObject(inner.value) ? measuresOfFigure(name, inner) : [measureOf(name, inner)];
    });
  });
}

const measureOf = (name: string, { value, place }: SourceValue): Measure => ({ name, value, place });

function measuresOfFigure(name: string, node: SourceNode): Measure[] {
  return node.entries().flatMap((inner) => {
    if (isObject(inner.value)) return [];
    return [measureOf(itself.has(bare(inner.key)) ? name : `${name}_${inner.key}`, inner)];
  });
}

/** Tables of a fit, by their names in statsmodels (`params`, `bse`, or the columns of `summary2`), R and others. */
const coefficients = ["params", "Coef.", "coef", "coefficients", "Estimate"];
const errors = ["bse", "Std.Err.", "std err", "std_err", "stderr", "se", "standard_errors", "Std. Error"];

/**
 * The slope of a fitted calibration line with its standard error. The intercept is read where it is the only term: next
 * to a slope it is not the one with the slope fixed at 1.
 */
function measuresOfFit(node: SourceNode): Measure[] {
  const table = (keys: readonly string[]): SourceNode[] =>
    keys.map((key) => node.get(key)).find(({ value }) => isObject(value))?.entries() ?? []; // prettier-ignore
  const terms = table(coefficients);
  const isConstant = ({ key }: SourceNode): boolean => ["const", "intercept"].includes(bare(key));
  const slopes = terms.filter((term) => !isConstant(term));
  const [term] = slopes.length > 0 ? slopes : terms;
  if (!term || slopes.length > 1) return [];
  const name = slopes.length > 0 ? "calibration_slope" : "calibration_intercept";
  const error = table(errors).find(({ key }) => key === term.key);
  return [measureOf(name, term), ...(error ? [measureOf(`${name}_se`, error)] : [])];
}
