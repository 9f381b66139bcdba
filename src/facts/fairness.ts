import { type Json, type JsonObject, compareCodeUnits, mapsOf, textList } from "../util/json.ts";
import { calibrationFacts } from "./calibration.ts";
import { axesWithoutPlan } from "./collection-plans.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type FairnessReport, currentAxes, fairnessReports, gapOnAxis } from "./fairness-reports.ts";
import {
  type Axes,
  type Gap,
  type Group,
  type Side,
  countsOf,
  deriveGap,
  extremes,
  named,
  widest,
} from "./group-gaps.ts";
import { leftOutFacts } from "./left-out.ts";
import type { ConfusionCells, Rates } from "./stats/confusion-matrix.ts";
import { sum } from "./stats/confusion-matrix.ts";
import { resolvableGap } from "./stats/gap-decision.ts";
import { type Interval, type RatioInput, asJson, smallestRatio } from "./stats/intervals.ts";
import { firstAndRest } from "../util/text.ts";
import { mitigationFacts, parityFacts, tolerance } from "./parity.ts";
import { representationFacts, smallCellFacts } from "./representation.ts";

/** Fewest positives and fewest negatives for which a group's rates are decided; a rule of thumb for validation. */
const ENOUGH_CASES = 100;

/** Axes expected for the function, regions and modalities; a convention of this project. */
function expectedAxes(context: RuleContext): string[] | undefined {
  const regions = textList(context.get("facts.regions"));
  const modalities = textList(context.get("spec.data.modalities"));
  if (!regions || !modalities) return undefined;
  const axes = new Set(["age", "sex", "site"]);
  if (regions.includes("us"))
    for (const axis of ["race-ethnicity", "language", "disability", "socioeconomic"]) axes.add(axis);
  if (modalities.includes("pulse-oximetry")) axes.add("skin-tone");
  if (modalities.includes("free-text") || modalities.includes("audio")) axes.add("language");
  return [...axes].toSorted(compareCodeUnits);
}

/** Checks whether an axis has results: two groups of which every cell is shown. */
function hasResults(axes: Axes, axis: string): boolean {
  const groups = (axes.get(axis) ?? []).filter(({ unlisted }) => unlisted !== true);
  return groups.filter(({ cells }) => sum(...Object.values(cells)) !== undefined).length >= 2;
}

/** Whether some attached report lists two groups of an axis. */
function isListed(context: RuleContext, lists: readonly string[], axis: Json | undefined): boolean {
  return lists.some((list) => {
    const groups = mapsOf(context.get(list)).filter(({ map }) => map["axis"] === axis && map["share"] !== 0);
    return new Set(groups.map(({ map }) => map["group"])).size > 1;
  });
}

/**
 * Axes that are excused. An axis of which a report lists groups may be collected, and one of which two groups are served
 * matters. In the United States no federal law forbids to collect who people are: 42 U.S.C. 300kk asks for it.
 */
function excusedAxes(context: RuleContext, attached: readonly AttachedEvidence[]): Json[] {
  const regions = textList(context.get("facts.regions")) ?? [];
  const isUsOnly = regions.length > 0 && regions.every((region) => region === "us");
  const lists = (collection: string, field: string): string[] =>
    attached
      .filter((one) => one.collection === collection)
      .map(({ index }) => `evidence.${collection}[${index}].${field}`);
  const groups = [...lists("fairnessReports", "groups"), ...lists("monitoringReports", "groups")];
  const served = lists("fairnessReports", "servedPopulation");
  const holds = (axis: Json | undefined, reason: Json | undefined): boolean => {
    if (reason === "not-lawful-to-collect") return !isUsOnly && !isListed(context, groups, axis);
    if (reason === "not-relevant") return !isListed(context, [...groups, ...served], axis);
    return typeof reason === "string";
  };
  return mapsOf(context.get("spec.fairness.axesExcused"))
    .filter(({ map }) => holds(map["axis"], map["reason"]))
    .map(({ map }) => map["axis"] as Json);
}

/** Expected or promised axes that have neither two groups with results nor an excuse that holds. */
function missingAxes(
  context: RuleContext,
  expected: readonly string[],
  axes: Axes,
  excused: readonly Json[],
): string[] {
  const promised = textList(context.get("spec.fairness.axes")) ?? [];
  return [...new Set([...expected, ...promised])]
    .filter((axis) => !hasResults(axes, axis) && !excused.includes(axis))
    .toSorted(compareCodeUnits);
}

/** Checks whether a group has too few positives or negatives, or does not show how many. */
function isSmall({ cells: { tp, fp, tn, fn } }: Group): boolean {
  return (sum(tp, fn) ?? 0) < ENOUGH_CASES || (sum(fp, tn) ?? 0) < ENOUGH_CASES;
}

function coverageFacts(
  context: RuleContext,
  attached: readonly AttachedEvidence[],
  { axes, list }: { axes: Axes; list: string },
): void {
  const expected = textList(context.get("facts.fairness.axesExpected"));
  const absent = expected && missingAxes(context, expected, axes, excusedAxes(context, attached));
  const unknown = expected ? [] : ["facts.fairness.axesExpected"];
  const blamed = [list, "spec.fairness.axesExcused"];
  context.derive("facts.fairness.axesMissing", absent, blamed, unknown);
  const unplanned = axesWithoutPlan(context).filter((axis) => !hasResults(axes, axis));
  context.derive("facts.fairness.axesWithoutPlan", unplanned, ["spec.fairness.axesExcused"]);
  const small = [...axes.values()].flat().filter((group) => group.negligible !== true && isSmall(group));
  const paths = (groups: readonly Group[]): string[] => (groups.length > 0 ? groups.map(({ path }) => path) : [list]);
  const names = new Set(small.map(({ axis, name }) => `${axis}:${name}`));
  context.derive("facts.fairness.smallGroups", [...names], paths(small));
  const open = small.filter(({ later }) => later === undefined);
  const undecided = asJson({ value: 0, low: 0, high: open.length });
  context.derive("facts.fairness.undecidedGroups", undecided, paths(open));
  const monitored = small.filter(({ later }) => later !== undefined);
  context.derive("facts.fairness.monitoredGroups", monitored.map(monitoredText), paths(monitored));
  const days = [...axes.values()].flat().flatMap(({ later }) => later?.days ?? []);
  context.derive("facts.fairness.plannedDays", Math.max(0, ...days), ["spec.monitoring.collection"]);
}

/** A group that is too small to decide, with its counts and what a plan adds. */
function monitoredText(group: Group): string {
  const [today, then] = [countsOf(group, "sensitivity")?.n, Math.floor(group.later?.positives ?? 0)];
  const days = group.later?.days ?? 0;
  return `${named(group)} with ${today ?? "a hidden number of"} positives, ${then} in ${days} days`;
}

/** The selected people of a group as a proportion of all its people. */
function selected({ tp, fp, tn, fn }: ConfusionCells): RatioInput | undefined {
  const [x, n] = [sum(tp, fp), sum(tp, fp, tn, fn)];
  return x === undefined || n === undefined ? undefined : { x, n };
}

/** The smallest ratio of selection rates over all axes. Its bounds decide comparisons with a lower limit correctly. */
function selectionRatio(axes: Axes): { bounds: Interval; between: readonly Group[] } | undefined {
  const each = [...axes.values()].flatMap((groups) => {
    const bounds = smallestRatio(groups.map(({ cells }) => selected(cells)));
    return bounds ? [{ bounds, between: extremes(groups, "selectionRate") }] : [];
  });
  const [first] = each;
  if (!first) return undefined;
  const least = (bound: keyof Interval): number => Math.min(...each.map(({ bounds }) => bounds[bound]));
  const { between } = each.reduce((worst, one) => (one.bounds.value < worst.bounds.value ? one : worst), first);
  return { bounds: { value: least("value"), low: least("low"), high: least("high") }, between };
}

interface GapResolution {
  readonly gap: number;
  readonly between: readonly Group[];
}

/** The smallest gap in sensitivity that the two groups of an axis with the fewest positives can rule out. */
function resolution(groups: readonly Group[]): GapResolution | undefined {
  const counted = groups.flatMap((group) => {
    const positives = sum(group.cells.tp, group.cells.fn);
    return positives === undefined ? [] : [{ group, positives }];
  });
  const found = sum(...groups.map(({ cells }) => cells.tp));
  const all = sum(...counted.map(({ positives }) => positives));
  const [a, b] = counted.toSorted((one, other) => one.positives - other.positives);
  if (!a || !b || counted.length < groups.length || found === undefined || !all) return undefined;
  // Without a single positive, no gap can be ruled out.
  const gap = resolvableGap(found / all, a.positives, b.positives) ?? 1;
  return { gap, between: [a.group, b.group] };
}

/**
 * Derives `facts.fairness.resolvableGap`: the smallest gap in sensitivity that the report can rule out on every axis. A
 * smaller tolerance cannot be confirmed, even for a model that treats all groups alike.
 */
function powerFacts(context: RuleContext, axes: Axes, list: string): void {
  const relevant = [...axes.values()].map((groups) => groups.filter(({ negligible }) => negligible !== true));
  const compared = relevant.filter((groups) => groups.length > 1);
  const each = compared.map(resolution);
  const known = each.filter((one) => one !== undefined);
  const worst = known.reduce<GapResolution | undefined>(
    (most, one) => (most && most.gap >= one.gap ? most : one),
    undefined,
  );
  const value = known.length === compared.length ? worst : undefined;
  context.derive("facts.fairness.resolvableGap", value?.gap, value ? value.between.map(({ path }) => path) : [list]);
}

const gaps = { sensitivityGap: "sensitivity", specificityGap: "specificity", ppvGap: "ppv", npvGap: "npv" } as const;

/** Offers the smallest ratio of selection rates; the two groups furthest apart are to blame, or the list. */
function selectionFacts(context: RuleContext, axes: Axes, list: string): void {
  const ratio = selectionRatio(axes);
  const [lowest, highest] = ratio?.between ?? [];
  const value = ratio && Object.assign(asJson(ratio.bounds), { lowest: named(lowest), highest: named(highest) });
  const paths = ratio?.between.map(({ path }) => path) ?? [];
  context.derive("facts.fairness.selectionRatio", value, paths.length > 0 ? [...new Set(paths)] : [list]);
}

/** The groups without counts, of which nothing is known; they keep a gap open. */
function uncountedText(axes: Axes, rate: keyof Rates): string | undefined {
  const compared = [...axes.values()].filter((groups) => groups.length > 1).flat();
  const uncounted = compared.filter((group) => group.negligible !== true && countsOf(group, rate) === undefined);
  return uncounted.length === 0 ? undefined : `no counts of ${firstAndRest(uncounted.map(named), ", ")}`;
}

/**
 * A gap as it is accepted: at most what is shown today or, where a plan to collect cases is in force, what they can
 * show. A gap that is proven not to be zero is accepted at its observed size, and none that monitoring has found.
 */
function acceptedGap(context: RuleContext, { bounds, signal, planned }: Gap, open: string | undefined): JsonObject {
  const isCrossed = textList(context.get("facts.monitoring.crossedSignals"))?.includes("subgroup-performance") === true;
  const accepted = isCrossed ? bounds.high : Math.max(planned, signal);
  const json = asJson({ ...bounds, high: Math.min(bounds.high, accepted) });
  return open === undefined ? json : Object.assign(json, { open });
}

/** The sides to blame: those of the comparison that proves a gap, or those of the pair that leaves it open. */
const decisiveSides = (context: RuleContext, gap: Gap, rate: string): readonly Side[] =>
  gap.bounds.low > tolerance(context, rate === "ppv" ? "ppv" : "sensitivity") ? gap.between : gap.open;

const plannedNames = {
  sensitivity: "plannedSensitivityGap",
  specificity: "plannedSpecificityGap",
  ppv: "plannedPpvGap",
};

/** The facts that are derived from the gap of a rate. */
function gapsFrom(rate: keyof Rates): string[] {
  const planned = Object.entries(plannedNames).flatMap(([key, name]) => (key === rate ? [name] : []));
  const odds = rate === "sensitivity" || rate === "specificity" ? ["equalisedOddsGap"] : [];
  return [...Object.entries(gaps).flatMap(([name, of]) => (of === rate ? [name] : [])), ...planned, ...odds];
}

/** Offers the gaps of each rate, and of equalised odds. */
function gapFacts(context: RuleContext, reports: readonly FairnessReport[], axes: Axes, list: string): void {
  const found = new Map<keyof Rates, Gap | undefined>();
  for (const [name, rate] of Object.entries(gaps)) {
    if (!gapsFrom(rate).some((fact) => context.isRead(`facts.fairness.${fact}`))) continue;
    const gap = widest([...axes.keys()].map((axis) => gapOnAxis(reports, axis, rate)));
    found.set(rate, gap);
    deriveGap(context, `facts.fairness.${name}`, gap, list);
  }
  for (const [rate, name] of Object.entries(plannedNames)) {
    const gap = found.get(rate as keyof Rates);
    const inputs = gap ? decisiveSides(context, gap, rate).flatMap(({ paths }) => paths) : [];
    context.derive(
      `facts.fairness.${name}`,
      gap && acceptedGap(context, gap, uncountedText(axes, rate as keyof Rates)),
      inputs.length > 0 ? inputs : [list],
    );
  }
  const both = [found.get("sensitivity"), found.get("specificity")];
  deriveGap(context, "facts.fairness.equalisedOddsGap", both.includes(undefined) ? undefined : widest(both), list);
}

/** Facts that depend on a report. */
const fromReports =
  `axesMissing axesWithoutPlan smallGroups undecidedGroups monitoredGroups plannedDays equalisedOddsGap selectionRatio resolvableGap
  observedToExpected lowestObservedToExpected highestObservedToExpected calibrationSlope
  lowestCalibrationSlope highestCalibrationSlope lowestCalibrationIntercept highestCalibrationIntercept
  expectedCalibrationError
  maximumCalibrationError calibrationInTheLarge representationGap
  unmitigatedAxes impossibleParity plannedSensitivityGap plannedSpecificityGap plannedPpvGap ${Object.keys(gaps).join(" ")}`.split(
    /\s+/,
  );

/**
 * Derives `facts.fairness`, each recomputed from the counts of the reports. The gap in the false positive rate equals
 * the gap in specificity. The gap in the false negative rate equals the gap in sensitivity. Equalised odds requires
 * both, so its gap is the larger one (M. Hardt et al., NeurIPS 2016).
 */
export function fairnessFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const expected = expectedAxes(context);
  context.derive("facts.fairness.axesExpected", expected, ["spec.jurisdictions", "spec.data.modalities"]);
  smallCellFacts(context, attached);
  const reports = fairnessReports(context, attached);
  const newest = reports.find(({ carries }) => carries)?.at ?? reports[0]?.at;
  leftOutFacts(context, reports);
  if (newest === undefined) {
    for (const name of fromReports) context.derive(`facts.fairness.${name}`, undefined, ["evidence.fairnessReports"]);
    return;
  }
  const list = `${newest}.groups`;
  const axes = currentAxes(reports);
  coverageFacts(context, attached, { axes, list });
  gapFacts(context, reports, axes, list);
  selectionFacts(context, axes, list);
  powerFacts(context, axes, list);
  const relevant = [...axes.values()].flat().filter(({ negligible }) => negligible !== true);
  calibrationFacts(context, relevant, list);
  representationFacts(context, reports);
  mitigationFacts(context, reports, axes);
  parityFacts(context, axes, newest);
}
