import { type Json, compareCodeUnits, mapsOf, textList } from "../util/json.ts";
import { calibrationFacts } from "./calibration.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import {
  type Axes,
  type Gap,
  type Group,
  byAxis,
  deriveGap,
  extremes,
  gapOf,
  groupsOf,
  newestFirst,
  widest,
} from "./group-gaps.ts";
import { type ConfusionCells, sum } from "./stats/confusion-matrix.ts";
import { type Interval, type RatioInput, asJson, resolvableGap, smallestRatio } from "./stats/intervals.ts";
import { mitigationFacts, parityFacts } from "./parity.ts";
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

/** Checks whether every cell of a group is shown. */
const isComplete = ({ cells }: Group): boolean => sum(...Object.values(cells)) !== undefined;

/** Expected or promised axes that have neither two groups with results nor an excuse with a reason. */
function missingAxes(context: RuleContext, expected: readonly string[], axes: Axes): string[] {
  const promised = textList(context.get("spec.fairness.axes")) ?? [];
  const excused = mapsOf(context.get("spec.fairness.axesExcused"))
    .filter(({ map }) => typeof map["reason"] === "string")
    .map(({ map }) => map["axis"] as Json);
  return [...new Set([...expected, ...promised])]
    .filter((axis) => (axes.get(axis) ?? []).filter(isComplete).length < 2 && !excused.includes(axis))
    .toSorted(compareCodeUnits);
}

/** Checks whether a group has too few positives or negatives, or does not show how many. */
function isSmall({ cells: { tp, fp, tn, fn } }: Group): boolean {
  return (sum(tp, fn) ?? 0) < ENOUGH_CASES || (sum(fp, tn) ?? 0) < ENOUGH_CASES;
}

function coverageFacts(context: RuleContext, groups: readonly Group[], axes: Axes, list: string): void {
  const expected = textList(context.get("facts.fairness.axesExpected"));
  const absent = expected && missingAxes(context, expected, axes);
  const unknown = expected ? [] : ["facts.fairness.axesExpected"];
  context.derive("facts.fairness.axesMissing", absent, [list, "spec.fairness.axesExcused"], unknown);
  const small = groups.filter(isSmall);
  const blamed = small.length > 0 ? small.map(({ path }) => path) : [list];
  const names = new Set(small.map(({ axis, name }) => `${axis}:${name}`));
  context.derive("facts.fairness.smallGroups", [...names], blamed);
  context.derive("facts.fairness.undecidedGroups", asJson({ value: 0, low: 0, high: small.length }), blamed);
}

/** The selected people of a group as a proportion of all its people. */
function selected({ tp, fp, tn, fn }: ConfusionCells): RatioInput | undefined {
  const [x, n] = [sum(tp, fp), sum(tp, fp, tn, fn)];
  return x === undefined || n === undefined ? undefined : { x, n };
}

/** The smallest ratio of selection rates over all axes. Its bounds decide comparisons with a lower limit correctly. */
function selectionRatio(axes: Axes): Gap | undefined {
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
  const compared = [...axes.values()].filter((groups) => groups.length > 1);
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

/** Facts that depend on the newest report. */
const fromNewest = `axesMissing smallGroups undecidedGroups equalisedOddsGap selectionRatio resolvableGap
  observedToExpected lowestObservedToExpected highestObservedToExpected calibrationSlope expectedCalibrationError
  maximumCalibrationError calibrationInTheLarge representationGap
  unmitigatedAxes impossibleParity ${Object.keys(gaps).join(" ")}`.split(/\s+/);

/**
 * Derives `facts.fairness`, each recomputed from the counts of the newest report. The gap in the false positive rate
 * equals the gap in specificity. The gap in the false negative rate equals the gap in sensitivity. Equalised odds
 * requires both, so its gap is the larger one (M. Hardt et al., NeurIPS 2016).
 */
export function fairnessFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const expected = expectedAxes(context);
  context.derive("facts.fairness.axesExpected", expected, ["spec.jurisdictions", "spec.data.modalities"]);
  smallCellFacts(context, attached);
  const [report] = newestFirst(context, attached, "fairnessReports", "metadata.date");
  if (report === undefined) {
    for (const name of fromNewest) context.derive(`facts.fairness.${name}`, undefined, ["evidence.fairnessReports"]);
    return;
  }
  const list = `${report}.groups`;
  const groups = groupsOf(context, list);
  const axes = byAxis(groups);
  coverageFacts(context, groups, axes, list);
  for (const [name, rate] of Object.entries(gaps))
    deriveGap(context, `facts.fairness.${name}`, gapOf(axes, rate), list);
  const both = [gapOf(axes, "sensitivity"), gapOf(axes, "specificity")];
  deriveGap(context, "facts.fairness.equalisedOddsGap", both.includes(undefined) ? undefined : widest(both), list);
  deriveGap(context, "facts.fairness.selectionRatio", selectionRatio(axes), list);
  powerFacts(context, axes, list);
  calibrationFacts(context, groups, list);
  representationFacts(context, groups, report);
  mitigationFacts(context, axes, report);
  parityFacts(context, axes, report);
}
