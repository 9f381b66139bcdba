import { type ConfusionMatrix } from "./confusion-matrix.ts";

/** A closed range of numbers. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Tolerance for binary arithmetic, smaller than any stated precision. */
const EXACT = 1e-9;

/** Rounding tolerance of a share with two decimals or fewer: YAML stores 0.8 for a written 0.80. */
const TWO_DECIMALS = 0.005;

/** The number of decimals in the shortest notation of a number. */
export function decimalsOf(value: number): number {
  const [mantissa = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (mantissa.split(".")[1]?.length ?? 0) - Number(exponent));
}

/** Half a unit of the last decimal that a number shows. */
export const halfUnit = (value: number): number => 0.5 * 10 ** -decimalsOf(value);

/**
 * The largest rounding error of a stated share: half a unit of its last decimal, at least 1e-9. It is 0.005 for two
 * decimals or fewer, because trailing zeros are lost.
 */
export function roundingTolerance(share: number): number {
  return decimalsOf(share) <= 2 ? TWO_DECIMALS : Math.max(halfUnit(share), EXACT);
}

/** Checks whether a stated share equals an exact one after rounding. */
export function equalsAfterRounding(stated: number, exact: number): boolean {
  return Math.abs(stated - exact) <= roundingTolerance(stated) + EXACT;
}

/** The bounds of the share that a stated one was rounded from. */
export function proportionBounds(stated: number): Bounds {
  const tolerance = roundingTolerance(stated) + EXACT;
  return { low: Math.max(0, stated - tolerance), high: Math.min(1, stated + tolerance) };
}

/** The intersection of two ranges, or undefined when they do not overlap. */
export function overlap(a: Bounds, b: Bounds): Bounds | undefined {
  const [low, high] = [Math.max(a.low, b.low), Math.min(a.high, b.high)];
  return low <= high + EXACT ? { low, high } : undefined;
}

/** Successes among trials. */
export interface Proportion {
  readonly x: number;
  readonly n: number;
}

type Formula = (counts: ConfusionMatrix) => Proportion;

const sensitivity: Formula = ({ tp, fn }) => ({ x: tp, n: tp + fn });
const specificity: Formula = ({ tn, fp }) => ({ x: tn, n: tn + fp });
const ppv: Formula = ({ tp, fp }) => ({ x: tp, n: tp + fp });
const npv: Formula = ({ tn, fn }) => ({ x: tn, n: tn + fn });
const selected: Formula = ({ tp, fp, tn, fn }) => ({ x: tp + fp, n: tp + fp + tn + fn });
const correct: Formula = ({ tp, fp, tn, fn }) => ({ x: tp + tn, n: tp + fp + tn + fn });
const positive: Formula = ({ tp, fp, tn, fn }) => ({ x: tp + fn, n: tp + fp + tn + fn });

/** Proportions that counts determine, by their usual names, in lower case and without separators. */
const formulas: Readonly<Record<string, Formula>> = {
  sensitivity,
  tpr: sensitivity,
  truepositiverate: sensitivity,
  recall: sensitivity,
  specificity,
  tnr: specificity,
  truenegativerate: specificity,
  ppv,
  precision: ppv,
  positivepredictivevalue: ppv,
  npv,
  negativepredictivevalue: npv,
  selectionrate: selected,
  alertrate: selected,
  pprev: selected,
  accuracy: correct,
  prevalence: positive,
  fpr: ({ fp, tn }) => ({ x: fp, n: fp + tn }),
  falsepositiverate: ({ fp, tn }) => ({ x: fp, n: fp + tn }),
  fnr: ({ fn, tp }) => ({ x: fn, n: tp + fn }),
  falsenegativerate: ({ fn, tp }) => ({ x: fn, n: tp + fn }),
  fdr: ({ fp, tp }) => ({ x: fp, n: tp + fp }),
  f1: ({ tp, fp, fn }) => ({ x: 2 * tp, n: 2 * tp + fp + fn }),
};

/** The proportion with a name, computed from counts; undefined for other names. */
export function proportionOf(name: string, counts: ConfusionMatrix): Proportion | undefined {
  const key = name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
  return Object.hasOwn(formulas, key) ? formulas[key]?.(counts) : undefined;
}

/** Checks whether a name means the area under the ROC curve. */
export const isAuroc = (name: string): boolean => /^(?:auc|auroc|aucroc|rocauc)$/i.test(name.replaceAll(/[-_ ]/g, ""));

/** All cases of a confusion matrix. */
export const totalCases = ({ tp, fp, tn, fn }: ConfusionMatrix): number => tp + fp + tn + fn;

/**
 * The bounds of the area under a ROC curve through an operating point: from sensitivity times specificity to
 * 1 - (1 - sensitivity)(1 - specificity), because the curve only rises.
 */
export function aurocBounds(sensitivity: Bounds, specificity: Bounds): Bounds {
  return {
    low: sensitivity.low * specificity.low,
    high: 1 - (1 - sensitivity.high) * (1 - specificity.high),
  };
}

const odds = (share: number): number => share / (1 - share);
const ratio = (a: number, b: number): number => (b === 0 ? Infinity : a / b);

/**
 * The odds of being a case that give a positive predictive value at a sensitivity and specificity (Chouldechova, Big
 * Data 5, 2017: FPR = prevalence / (1 - prevalence) * (1 - PPV) / PPV * sensitivity, solved for the prevalence).
 */
export function oddsByPpv(sensitivity: Bounds, specificity: Bounds, ppv: Bounds): Bounds {
  return {
    low: ratio(odds(ppv.low) * (1 - specificity.high), sensitivity.high),
    high: ratio(ppv.high === 1 ? Infinity : odds(ppv.high) * (1 - specificity.low), sensitivity.low),
  };
}

/** The odds of being a case that give a negative predictive value at a sensitivity and specificity. */
export function oddsByNpv(sensitivity: Bounds, specificity: Bounds, npv: Bounds): Bounds {
  return {
    low: ratio(specificity.low * (1 - npv.high), (1 - sensitivity.low) * npv.high),
    high: npv.low === 0 ? Infinity : ratio(specificity.high * (1 - npv.low), (1 - sensitivity.high) * npv.low),
  };
}

/** A prevalence as odds. */
export const oddsBounds = ({ low, high }: Bounds): Bounds => ({
  low: odds(low),
  high: high === 1 ? Infinity : odds(high),
});

/** The positive predictive value at a prevalence. */
export function ppvAt(sensitivity: number, specificity: number, prevalence: number): number | undefined {
  const [hits, alarms] = [sensitivity * prevalence, (1 - specificity) * (1 - prevalence)];
  return hits + alarms > 0 ? hits / (hits + alarms) : undefined;
}

/** The negative predictive value at a prevalence. */
export function npvAt(sensitivity: number, specificity: number, prevalence: number): number | undefined {
  const [cleared, missed] = [specificity * (1 - prevalence), (1 - sensitivity) * prevalence];
  return cleared + missed > 0 ? cleared / (cleared + missed) : undefined;
}

/**
 * Probability below which honest numbers are assumed not to occur by chance. Very small because many reports are
 * tested.
 */
export const SIGNIFICANCE_LEVEL = 1e-6;

/**
 * An upper bound of the probability to observe a share this far off when the true share is in a range. Chernoff's
 * bound: exp(-n KL(observed, true)), valid for any number of cases.
 */
export function chernoffBound({ x, n }: Proportion, { low, high }: Bounds): number {
  if (n === 0) return 1;
  const seen = x / n;
  if (seen >= low && seen <= high) return 1;
  const truth = seen < low ? low : high;
  const part = (p: number, q: number): number => (p === 0 ? 0 : q === 0 ? Infinity : p * Math.log(p / q));
  return Math.exp(-n * (part(seen, truth) + part(1 - seen, 1 - truth)));
}

/** The factor between the odds of a share and of a range, at least 1; 1 when the share is in the range. */
export function oddsRatio(share: number, { low, high }: Bounds): number {
  if (share >= low && share <= high) return 1;
  const [less, more] = share < low ? [share, low] : [high, share];
  return less === 0 || more === 1 ? Infinity : odds(more) / odds(less);
}

/** Formats a share for a reader. */
export const showNumber = (share: number): string => String(Math.round(share * 10_000) / 10_000);

/** Formats a proportion for a reader, or that it is undefined. */
export const showProportion = ({ x, n }: Proportion): string =>
  n > 0 ? (x / n).toFixed(4) : "undefined, as there are no cases";
