/** A closed range of numbers. */
export interface RateRange {
  readonly low: number;
  readonly high: number;
}

/** The rates of a confusion matrix that are stated together, each as the range that it was rounded from. */
export type StatedRates = Readonly<
  Partial<
    Record<
      "sensitivity" | "specificity" | "ppv" | "npv" | "selectionRate" | "accuracy" | "prevalence",
      RateRange | undefined
    >
  >
>;

/** Tolerance for binary arithmetic. */
const EXACT = 1e-9;

const anything: RateRange = { low: 0, high: 1 };

/** A condition on the prevalence p: `atZero` at p = 0 and `atOne` at p = 1 are joined by a line that must not be negative. */
interface LinearCondition {
  readonly atZero: number;
  readonly atOne: number;
}

/** The condition that a mixture of two rates, weighted by 1 - p and p, can reach a stated rate. */
function mixture(stated: RateRange, negatives: RateRange, positives: RateRange): LinearCondition[] {
  return [
    { atZero: negatives.high - stated.low, atOne: positives.high - stated.low },
    { atZero: stated.high - negatives.low, atOne: stated.high - positives.low },
  ];
}

/** The condition that a predictive value is the share of `right` among `right` and `wrong`. */
function predictive(value: RateRange, right: RateRange, wrong: RateRange): { most: number[]; least: number[] } {
  return {
    most: [right.high * (1 - value.low), value.low * wrong.low],
    least: [right.low * (1 - value.high), value.high * wrong.high],
  };
}

function conditionsOf(rates: StatedRates): LinearCondition[] {
  const { sensitivity = anything, specificity = anything } = rates;
  const alarms: RateRange = { low: 1 - specificity.high, high: 1 - specificity.low };
  const missed: RateRange = { low: 1 - sensitivity.high, high: 1 - sensitivity.low };
  const { selectionRate, accuracy, prevalence, ppv, npv } = rates;
  const conditions: LinearCondition[] = [];
  if (selectionRate) conditions.push(...mixture(selectionRate, alarms, sensitivity));
  if (accuracy) conditions.push(...mixture(accuracy, specificity, sensitivity));
  if (prevalence) conditions.push(...mixture(prevalence, { low: 0, high: 0 }, { low: 1, high: 1 }));
  if (ppv) {
    const { most, least } = predictive(ppv, sensitivity, alarms);
    conditions.push(
      { atZero: -(most[1] ?? 0), atOne: most[0] ?? 0 },
      { atZero: least[1] ?? 0, atOne: -(least[0] ?? 0) },
    );
  }
  if (npv) {
    const { most, least } = predictive(npv, specificity, missed);
    conditions.push(
      { atZero: most[0] ?? 0, atOne: -(most[1] ?? 0) },
      { atZero: -(least[0] ?? 0), atOne: least[1] ?? 0 },
    );
  }
  return conditions;
}

/**
 * The prevalences at which all stated rates of one confusion matrix can hold; undefined when there is none. The
 * selection rate is `p * sensitivity + (1 - p) * (1 - specificity)`, the accuracy `p * sensitivity + (1 - p) *
 * specificity`, and the predictive values follow by Bayes' theorem. Each is linear in the prevalence p.
 */
export function prevalenceRange(rates: StatedRates): RateRange | undefined {
  let [low, high] = [0, 1];
  for (const { atZero, atOne } of conditionsOf(rates)) {
    const [first, last] = [atZero + EXACT, atOne + EXACT];
    if (first < 0 && last < 0) return undefined;
    if (first < 0) low = Math.max(low, first / (first - last));
    if (last < 0) high = Math.min(high, first / (first - last));
  }
  return low <= high + EXACT ? { low, high } : undefined;
}
