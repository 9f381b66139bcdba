import { type Json, isObject, mapsOf, numberAt, textList } from "../util/json.ts";
import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type FairnessReport, countingReports, listedAxes } from "./fairness-reports.ts";
import { type Axes, byAxis, groupsOf, newestFirst } from "./group-gaps.ts";
import { type ConfusionCells, cellsOf, sum } from "./stats/confusion-matrix.ts";

interface Ratio {
  readonly ratio: number;
  readonly path: string;
}

interface Served {
  readonly share: number | undefined;
  readonly path: string;
}

const key = (axis: Json | undefined, group: Json | undefined): string => `${String(axis)}\0${String(group)}`;

/** Axes on which people are counted nearly everywhere; a hospital or a scanner has no share in a population. */
const counted = new Set(["age", "sex", "race-ethnicity"]);

/** The shares of groups among the people served, as reports state them; where two state one, the newer counts. */
function servedIn(context: RuleContext, reports: readonly string[]): ReadonlyMap<string, Served> {
  const served = new Map<string, Served>();
  for (const report of reports)
    for (const { index, map } of mapsOf(context.get(`${report}.servedPopulation`))) {
      const [name, path] = [key(map["axis"], map["group"]), `${report}.servedPopulation[${index}]`];
      if (!served.has(name)) served.set(name, { share: numberAt(map["share"]), path });
    }
  return served;
}

/**
 * Offers `facts.fairness.representationGap`, the smallest share in training over share among the people served, over
 * age, sex, race and ethnicity where the report has groups of them, and every axis whose shares it states. A group that
 * lacks either share may be the worst represented of all, so that without it nothing is known. Which axes is our
 * convention.
 */
export function representationFacts(context: RuleContext, reports: readonly FairnessReport[]): void {
  const counting = countingReports(reports);
  const groups = [...listedAxes(counting).values()].flatMap((axis) => axis.groups);
  const report = counting[0]?.at ?? "";
  const served = servedIn(context, counting.flatMap(({ parts }) => parts)); // prettier-ignore
  const unanalysed = new Map(served);
  const axes = new Set([...served.keys()].map((one) => one.slice(0, one.indexOf("\0"))).concat([...counted]));
  const ratios: Ratio[] = [];
  const open: string[] = [];
  for (const { path, axis, name } of groups) {
    if (!axes.has(axis)) continue;
    unanalysed.delete(key(axis, name));
    const [trained, among] = [numberAt(context.get(`${path}.trainingShare`)), served.get(key(axis, name))?.share];
    if (among === undefined) open.push(`${report}.servedPopulation`);
    else if (trained === undefined) open.push(`${path}.trainingShare`);
    else if (among > 0) ratios.push({ ratio: trained / among, path: `${path}.trainingShare` });
  }
  if ([...unanalysed.values()].some(({ share }) => share !== 0)) open.push(`${report}.groups`);
  const [first] = ratios;
  const worst = ratios.reduce((least, one) => (least && least.ratio <= one.ratio ? least : one), first);
  const known = open.length === 0 ? worst : undefined;
  const blamed = known ? [known.path] : [`${report}.servedPopulation`];
  context.derive("facts.fairness.representationGap", known?.ratio, blamed, known ? [] : [...new Set(open)]);
}

const cells = ["tp", "fp", "tn", "fn"] as const;
/** The cells that the rule of the Centers for Medicare and Medicaid Services lets nobody see: 1 to 10. */
const isSmall = (count: number | undefined): boolean => count !== undefined && count >= 1 && count <= 10;

/** The small cells of a report that are shown. */
function shown(places: readonly { readonly path: string; readonly cells: ConfusionCells }[]): string[] {
  return places.flatMap((place) => cells.filter((cell) => isSmall(place.cells[cell])).map((c) => `${place.path}.${c}`));
}

/**
 * The small cells that follow from a total: what is left of it when the groups shown of an axis, on which nobody is
 * counted twice, are taken off.
 */
function derivable(
  overall: { path: string; cells: ConfusionCells },
  axes: Axes,
  exclusive: readonly string[],
): string[] {
  return exclusive.flatMap((axis) => {
    const groups = axes.get(axis) ?? [];
    return cells.filter((cell) => {
      const total = overall.cells[cell];
      const others = sum(...groups.map((group) => group.cells[cell] ?? 0)) ?? 0;
      return groups.length > 0 && total !== undefined && isSmall(total - others);
    });
  });
}

function smallCells(context: RuleContext, report: string): string[] {
  const groups = groupsOf(context, `${report}.groups`);
  const stated = context.get(`${report}.overall`);
  const path = `${report}.overall`;
  const overall = isObject(stated) ? { path, cells: cellsOf(stated) } : undefined;
  const exclusive = textList(context.get(`${report}.axesExclusive`)) ?? [];
  const hidden = overall ? derivable(overall, byAxis(groups), exclusive) : [];
  return [...shown(overall ? [overall, ...groups] : groups), ...hidden.map((cell) => `${path}.${cell}`)];
}

/**
 * Offers `facts.fairness.smallCellsShown`: how many cells of 1 to 10 the reports meant for publication show, or let be
 * worked out from a total (CMS cell size suppression policy). A report for use inside shows nothing to the public.
 */
export function smallCellFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void {
  const reports = newestFirst(context, attached, "fairnessReports", "metadata.date");
  const path = "facts.fairness.smallCellsShown";
  if (reports.length === 0) return context.derive(path, undefined, ["evidence.fairnessReports"]);
  const meant = reports.map((report) => `${report}.suppressed`);
  const found = reports.filter((_, i) => context.get(meant[i] as string) === true);
  const places = found.flatMap((report) => smallCells(context, report));
  const open = meant.filter((one) => context.get(one) === undefined);
  const known = places.length > 0 || open.length === 0;
  context.derive(path, known ? places.length : undefined, places.length > 0 ? places : meant, known ? [] : open);
}
