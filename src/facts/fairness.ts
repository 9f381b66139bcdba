import { type Json, type JsonObject, compareText } from "../model/json.ts";
import { type Attached, type RuleContext, mapsOf, textList } from "./context.ts";
import { type Counts, type Rates, countsOf, ratesOf } from "./groups.ts";
import { type Interval, asJson, largestGap } from "./intervals.ts";

/** Fewest positives and fewest negatives from which a group's rates can be told; a rule of thumb for validation. */
const ENOUGH_CASES = 100;

interface Group {
  readonly path: string;
  readonly axis: string;
  readonly name: string;
  readonly counts: Counts;
  readonly rates: Rates;
}

/** The position of the newest fairness report; one without a date comes last. */
function newestReport(context: RuleContext, attached: readonly Attached[]): number | undefined {
  const reports = attached.filter(({ collection }) => collection === "fairnessReports");
  const dated = reports.map(({ index }) => ({
    index,
    date: String(context.get(`evidence.fairnessReports[${index}].metadata.date`) ?? ""),
  }));
  return dated.toSorted((a, b) => compareText(b.date, a.date) || a.index - b.index)[0]?.index;
}

function groupsOf(context: RuleContext, report: string): Group[] {
  return mapsOf(context.get(`${report}.groups`)).flatMap(({ index, map }) => {
    const counts = countsOf(map);
    const { axis, group } = map;
    if (!counts || typeof axis !== "string" || typeof group !== "string") return [];
    return [{ path: `${report}.groups[${index}]`, axis, name: group, counts, rates: ratesOf(counts) }];
  });
}

function byAxis(groups: readonly Group[]): Map<string, Group[]> {
  const axes = new Map<string, Group[]>();
  for (const group of groups) axes.set(group.axis, [...(axes.get(group.axis) ?? []), group]);
  return axes;
}

/** Axes expected from function, input, place and inputs used; a convention of this project. */
function expectedAxes(context: RuleContext): string[] | undefined {
  const regions = textList(context.get("facts.regions"));
  const modalities = textList(context.get("spec.data.modalities"));
  if (!regions || !modalities) return undefined;
  const axes = new Set(["age", "sex", "site"]);
  if (regions.includes("us"))
    for (const axis of ["race-ethnicity", "language", "disability", "socioeconomic"]) axes.add(axis);
  if (modalities.includes("pulse-oximetry")) axes.add("skin-tone");
  if (modalities.includes("free-text") || modalities.includes("audio")) axes.add("language");
  return [...axes].toSorted(compareText);
}

/** Expected or promised axes that have neither at least two groups with results nor an excuse with a reason. */
function missingAxes(
  context: RuleContext,
  expected: readonly string[],
  axes: ReadonlyMap<string, readonly Group[]>,
): string[] {
  const promised = textList(context.get("spec.fairness.axes")) ?? [];
  const excused = mapsOf(context.get("spec.fairness.axesExcused"))
    .filter(({ map }) => typeof map["reason"] === "string")
    .map(({ map }) => map["axis"] as Json);
  return [...new Set([...expected, ...promised])]
    .filter((axis) => (axes.get(axis)?.length ?? 0) < 2 && !excused.includes(axis))
    .toSorted(compareText);
}

interface Gap {
  readonly bounds: Interval;
  /** The two groups furthest apart, the lower one first. */
  readonly between: readonly Group[];
}

/** The widest gap of a rate over all axes; undefined when no axis has two groups. */
function gapOf(axes: ReadonlyMap<string, readonly Group[]>, rate: keyof Rates): Gap | undefined {
  const each = [...axes.values()].flatMap((groups) => {
    const bounds = largestGap(groups.map((group) => group.rates[rate]));
    return bounds ? [{ bounds, between: extremes(groups, rate) }] : [];
  });
  const [first] = each;
  if (!first) return undefined;
  const widest = each.reduce((best, one) => (one.bounds.value > best.bounds.value ? one : best), first);
  const most = (bound: keyof Interval): number => Math.max(...each.map(({ bounds }) => bounds[bound]));
  return { bounds: { value: most("value"), low: most("low"), high: most("high") }, between: widest.between };
}

function extremes(groups: readonly Group[], rate: keyof Rates): Group[] {
  const ordered = groups
    .filter((group) => group.rates[rate] !== undefined)
    .toSorted((a, b) => (a.rates[rate]?.value ?? 0) - (b.rates[rate]?.value ?? 0));
  return [ordered[0], ordered.at(-1)].filter((group) => group !== undefined);
}

/** A gap as a rule reads it: an interval, and between which groups it lies. */
function gapJson({ bounds, between: [lowest, highest] }: Gap): JsonObject {
  const named = (group: Group | undefined): string => (group ? `${group.axis} ${group.name}` : "");
  return Object.assign(asJson(bounds), { lowest: named(lowest), highest: named(highest) });
}

const gaps = { sensitivityGap: "sensitivity", specificityGap: "specificity", ppvGap: "ppv" } as const;

/**
 * Offers `facts.fairness`: expected and missing axes, groups too small to tell, and the widest gaps of sensitivity,
 * specificity and positive predictive value, each recomputed from the counts of the newest report.
 */
export function fairnessFacts(context: RuleContext, attached: readonly Attached[]): void {
  const expected = expectedAxes(context);
  context.derive("facts.fairness.axesExpected", expected, ["spec.jurisdictions", "spec.data.modalities"]);
  const newest = newestReport(context, attached);
  const names = ["axesMissing", "smallGroups", "undecidedGroups", ...Object.keys(gaps)];
  if (newest === undefined) {
    for (const name of names) context.derive(`facts.fairness.${name}`, undefined, ["evidence.fairnessReports"]);
    return;
  }
  const report = `evidence.fairnessReports[${newest}]`;
  const groups = groupsOf(context, report);
  const axes = byAxis(groups);
  const absent = expected && missingAxes(context, expected, axes);
  const unknown = expected ? [] : ["facts.fairness.axesExpected"];
  context.derive("facts.fairness.axesMissing", absent, [`${report}.groups`, "spec.fairness.axesExcused"], unknown);

  const small = groups.filter(
    ({ counts }) => counts.tp + counts.fn < ENOUGH_CASES || counts.fp + counts.tn < ENOUGH_CASES,
  );
  const blamed = small.length > 0 ? small.map(({ path }) => path) : [`${report}.groups`];
  context.derive(
    "facts.fairness.smallGroups",
    small.map(({ axis, name }) => `${axis}:${name}`),
    blamed,
  );
  context.derive("facts.fairness.undecidedGroups", asJson({ value: 0, low: 0, high: small.length }), blamed);
  for (const [name, rate] of Object.entries(gaps)) {
    const gap = gapOf(axes, rate);
    const inputs = gap && gap.between.length > 0 ? gap.between.map(({ path }) => path) : [`${report}.groups`];
    context.derive(`facts.fairness.${name}`, gap && gapJson(gap), inputs);
  }
}
