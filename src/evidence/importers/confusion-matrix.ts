/** A confusion matrix. */
export interface PartialConfusionMatrix {
  readonly tp: number;
  readonly fp: number;
  readonly tn: number;
  readonly fn: number;
}

/** Rates of one group by our names; `prevalence` is the share of positives. */
export type KnownRates = Readonly<Partial<Record<string, number>>>;

/** How far a rate that is stated with all its digits may be from the one that whole counts give. */
const EXACT = 1e-7;

/** Below this, a divisor is noise: any number of positives would do. */
const NOISE = 1e-6;

/** Counts that follow from rates, and the rates that are stated over no cases. */
export interface DerivedCounts {
  readonly cells: PartialConfusionMatrix;
  /** Names of rates that are stated as 0 or 1 although their divisor is 0. */
  readonly vacant: readonly string[];
}

/** The divisor of each rate that may have no cases. */
export const divisors: Readonly<Record<string, (cells: PartialConfusionMatrix) => number>> = {
  sensitivity: ({ tp, fn }) => tp + fn,
  specificity: ({ tn, fp }) => tn + fp,
  ppv: ({ tp, fp }) => tp + fp,
  npv: ({ tn, fn }) => tn + fn,
};

/** Whether a rate may be what a tool writes in place of 0/0. */
export const mayBeVacant = (name: string, rate: number): boolean =>
  Object.hasOwn(divisors, name) && (rate === 0 || rate === 1);

/**
 * The whole counts that a number of cases and unrounded rates come from; undefined when the rates do not settle them,
 * are rounded (none has more than six decimals), or do not agree. This is arithmetic, not estimation: every rate that
 * is stated has to come out again to seven digits. A rate that is stated as 0 or 1 may be over no cases, as tools write
 * it in place of 0/0 (`zero_division` of scikit-learn); it is named then.
 */
export function countsFrom(n: number, rates: KnownRates): DerivedCounts | undefined {
  const { specificity: sp, ppv, selectionRate } = rates;
  const positives = positivesOf(n, rates);
  if (positives === undefined || !Object.values(rates).some(hasAllDigits)) return undefined;
  const none = Math.round(positives) === 0;
  const se = rates.sensitivity ?? (none ? 0 : undefined);
  if (se === undefined) return undefined;
  const tp = se * positives;
  const fp = fpOf(n - positives, tp, sp, ppv) ?? (selectionRate === undefined ? undefined : selectionRate * n - tp);
  if (fp === undefined) return undefined;
  const cells = wholeCells(n, positives, tp, fp);
  if (!cells) return undefined;
  const vacant = Object.entries(rates).flatMap(([name, rate]) =>
    rate !== undefined && mayBeVacant(name, rate) && divisors[name]?.(cells) === 0 ? [name] : [],
  );
  return agree(cells, rates, vacant) ? { cells, vacant } : undefined;
}

/** Whether a rate is written with more than six decimals. */
function hasAllDigits(rate: number | undefined): boolean {
  return rate !== undefined && Math.abs(rate - Math.round(rate * 1e6) / 1e6) > 1e-12;
}

function fpOf(negatives: number, tp: number, sp?: number, ppv?: number): number | undefined {
  if (sp !== undefined) return (1 - sp) * negatives;
  if (Math.round(negatives) === 0) return 0;
  return ppv !== undefined && ppv > 0 ? tp / ppv - tp : undefined;
}

/** The number of positive cases, solved from what is stated. */
function positivesOf(n: number, rates: KnownRates): number | undefined {
  const none = Number.NaN;
  const { prevalence = none, sensitivity: se = none, specificity: sp = none } = rates;
  const { ppv = none, selectionRate = none, accuracy = none } = rates;
  const solutions = [
    prevalence * n,
    n * ratio(selectionRate - (1 - sp), se - (1 - sp)),
    n * ratio(accuracy - sp, se - sp),
    ratio(ppv * selectionRate * n, se),
    n * ratio(accuracy - 1, 2 * se - 1 - ratio(se, ppv)),
  ];
  return solutions.find((one) => Number.isFinite(one));
}

/** A quotient; not a number where what is stated leaves it open. */
const ratio = (a: number, b: number): number => (Math.abs(b) > NOISE ? a / b : Number.NaN);

function wholeCells(n: number, positives: number, tp: number, fp: number): PartialConfusionMatrix | undefined {
  const whole = [Math.round(tp), Math.round(positives), Math.round(fp)] as const;
  const cells = { tp: whole[0], fp: whole[2], tn: n - whole[1] - whole[2], fn: whole[1] - whole[0] };
  return Object.values(cells).every((cell) => cell >= 0) ? cells : undefined;
}

/** The rates of a confusion matrix; one without cases is absent. */
function ratesFrom({ tp, fp, tn, fn }: PartialConfusionMatrix): KnownRates {
  const n = tp + fp + tn + fn;
  return {
    sensitivity: tp / (tp + fn),
    specificity: tn / (tn + fp),
    ppv: tp / (tp + fp),
    npv: tn / (tn + fn),
    selectionRate: (tp + fp) / n,
    accuracy: (tp + tn) / n,
    prevalence: (tp + fn) / n,
  };
}

function agree(cells: PartialConfusionMatrix, stated: KnownRates, vacant: readonly string[]): boolean {
  const recomputed = ratesFrom(cells);
  return Object.entries(stated).every(
    ([name, rate]) =>
      rate === undefined || vacant.includes(name) || Math.abs((recomputed[name] ?? Number.NaN) - rate) <= EXACT,
  );
}
