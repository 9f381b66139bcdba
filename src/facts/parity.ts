import { isObject, mapsOf, numberAt } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import { type FairnessReport, gapOnAxis } from "./fairness-reports.ts";
import type { Axes, Gap, Group } from "./group-gaps.ts";
import { sum } from "./stats/confusion-matrix.ts";
import { type DerivedList, deriveList, emptyList, concatLists, undecidedUntil } from "./derived-list.ts";

/** The widest gaps that are tolerated where a team promises nothing; conventions of the packs, set by no authority. */
const tolerances = { sensitivity: 0.1, ppv: 0.15 } as const;

const promises = { sensitivity: "spec.fairness.maxSensitivityGap", ppv: "spec.fairness.maxPpvGap" } as const;

/** The tolerance that counts: what was promised where that is stricter. */
export function tolerance(context: RuleContext, rate: keyof typeof tolerances): number {
  return Math.min(tolerances[rate], numberAt(context.get(promises[rate])) ?? 1);
}

/** Whether another criterion than predictive parity decides, for a stated reason: then its gap asks for nothing. */
function ppvIsExcused(context: RuleContext): boolean {
  const primary = context.get("spec.fairness.primaryCriterion");
  const reason = context.get("spec.fairness.criterionReason");
  return typeof primary === "string" && primary !== "predictive-parity" && reason !== undefined;
}

/** Whether a gap on an axis was acted on and came out smaller when it was measured again. */
function mitigation(context: RuleContext, report: string, axis: string): { done: boolean; open: readonly string[] } {
  const path = `${report}.mitigations`;
  if (context.get(path) === undefined) return { done: false, open: [path] };
  const measures = mapsOf(context.get(path)).filter(({ map }) => map["axis"] === axis);
  const done = measures.some(({ map }) => {
    const [before, after] = [numberAt(map["gapBefore"]), numberAt(map["gapAfter"])];
    return before !== undefined && after !== undefined && after < before;
  });
  const open = measures.flatMap(({ index, map }) =>
    ["gapBefore", "gapAfter"]
      .filter((key) => numberAt(map[key]) === undefined)
      .map((key) => `${path}[${index}].${key}`),
  );
  return { done, open: done ? [] : open };
}

/** Checks whether a gap is too uncertain to decide, and no plan leads to an answer. */
const isOpen = ({ bounds, signal, planned }: Gap, limit: number): boolean =>
  bounds.high > limit && (planned > limit || signal > limit);

function searchAxis(context: RuleContext, reports: readonly FairnessReport[], axis: string): DerivedList {
  const rates = (["sensitivity", "ppv"] as const).filter((rate) => rate === "sensitivity" || !ppvIsExcused(context));
  const gaps = rates.flatMap((rate) => {
    const gap = gapOnAxis(reports, axis, rate);
    return gap ? [{ gap, limit: tolerance(context, rate) }] : [];
  });
  const over = gaps.find(({ gap, limit }) => gap.bounds.low > limit);
  if (!over && !gaps.some(({ gap, limit }) => isOpen(gap, limit))) return emptyList;
  const searches = reports.map(({ at }) => mitigation(context, at, axis));
  if (searches.some(({ done }) => done)) return emptyList;
  if (!over) return undecidedUntil(`${reports[0]?.at}.groups`);
  const open = searches.flatMap((one) => one.open);
  if (open.length > 0) return undecidedUntil(...open);
  return { found: [{ name: axis, blame: over.gap.between.flatMap(({ paths }) => paths) }], open: [] };
}

/**
 * Offers `facts.fairness.unmitigatedAxes`: axes on which sensitivity or positive predictive value is proven to differ by
 * more than is tolerated, and on which no measure made the gap smaller.
 */
export function mitigationFacts(context: RuleContext, reports: readonly FairnessReport[], axes: Axes): void {
  const searches = [...axes.keys()].map((axis) => searchAxis(context, reports, axis));
  const searched = reports.map(({ at }) => `${at}.mitigations`);
  deriveList(context, "facts.fairness.unmitigatedAxes", concatLists(searches), searched);
}

/** What an author claims of a group, and how common the condition is in it by its counts. */
interface ParityClaim {
  readonly path: string;
  readonly prevalence: number;
  readonly tpr: number;
  readonly ppv: number;
  readonly fpr: number;
}

function claimOf(context: RuleContext, { path, cells }: Group): ParityClaim | undefined {
  const claimed = context.get(`${path}.claimed`);
  const [positives, n] = [sum(cells.tp, cells.fn), sum(cells.tp, cells.fp, cells.tn, cells.fn)];
  if (!isObject(claimed) || positives === undefined || n === undefined || positives === n) return undefined;
  const [tpr, ppv, specificity] = ["sensitivity", "ppv", "specificity"].map((name) => numberAt(claimed[name]));
  const fpr = numberAt(claimed["fpr"]) ?? (specificity === undefined ? undefined : 1 - specificity);
  if (tpr === undefined || ppv === undefined || fpr === undefined) return undefined;
  return { path: `${path}.claimed`, prevalence: positives / n, tpr, ppv, fpr };
}

/** Half a unit of the second decimal: how far a stated rate may lie from the true one. */
const ROUNDING = 0.005;
/** Up to which difference rates are claimed to be equal, and from which on prevalences differ. */
const EQUAL = 0.01;
const DIFFERENT = 0.02;

/**
 * The false positive rate that prevalence, positive predictive value and sensitivity of one group leave:
 * prevalence / (1 - prevalence) * (1 - PPV) / PPV * TPR (A. Chouldechova, Big Data 5, 2017).
 */
export function impliedFpr(prevalence: number, ppv: number, tpr: number): number {
  return (prevalence / (1 - prevalence)) * ((1 - ppv) / ppv) * tpr;
}

/** Whether the rates claimed of a group cannot all be true of it, however they were rounded. */
function excluded({ prevalence, tpr, ppv, fpr }: ParityClaim): boolean {
  const least = impliedFpr(prevalence, Math.min(ppv + ROUNDING, 1), Math.max(tpr - ROUNDING, 0));
  const most = impliedFpr(prevalence, Math.max(ppv - ROUNDING, Number.EPSILON), Math.min(tpr + ROUNDING, 1));
  return fpr + ROUNDING < least || fpr - ROUNDING > most;
}

function exclude(a: ParityClaim, b: ParityClaim): boolean {
  const equal = (["tpr", "ppv", "fpr"] as const).every((rate) => Math.abs(a[rate] - b[rate]) <= EQUAL + 1e-12);
  return equal && Math.abs(a.prevalence - b.prevalence) > DIFFERENT && (excluded(a) || excluded(b));
}

/**
 * Offers `facts.fairness.impossibleParity`: two groups in which the condition is not equally common are claimed to have
 * equal sensitivity, positive predictive value and false positive rate, though the first two and the prevalences make
 * the third differ (J. Kleinberg et al., ITCS 2017). Rates so near to perfect that rounding hides the difference are no
 * contradiction.
 */
export function parityFacts(context: RuleContext, axes: Axes, report: string): void {
  const pairs = [...axes.values()].flatMap((groups) => {
    const claims = groups.map((group) => claimOf(context, group)).filter((claim) => claim !== undefined);
    return claims.flatMap((a, i) => claims.slice(i + 1).flatMap((b) => (exclude(a, b) ? [a.path, b.path] : [])));
  });
  const inputs = pairs.length > 0 ? [...new Set(pairs)] : [`${report}.groups`];
  context.derive("facts.fairness.impossibleParity", pairs.length > 0, inputs);
}
