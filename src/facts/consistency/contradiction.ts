import type { Document } from "../../model/document.ts";
import { type JsonObject, isObject, mapsOf, numberAt } from "../../util/json.ts";
import { memoizeByObject } from "../../util/memoize.ts";
import type { AttachedEvidence } from "../context.ts";
import { type ConfusionMatrix, confusionMatrixOf } from "../stats/confusion-matrix.ts";

/** An evidence document under examination. */
export interface EvidenceDocument {
  /** Its path in the rule context, such as `evidence.fairnessReports[0]`. */
  readonly at: string;
  readonly file: string;
  readonly value: JsonObject;
}

/** A stated value that its own inputs contradict. */
export interface Contradiction {
  /** The paths of the stated values, the one to blame first. */
  readonly paths: readonly string[];
  /** File of the document. */
  readonly document: string;
  readonly what: string;
  readonly claimed: string;
  readonly recomputed: string;
}

/** A sign that numbers are copied or invented, although nothing contradicts them. */
export interface Anomaly {
  /** The paths of the values, the one to blame first. */
  readonly paths: readonly string[];
  /** File of the document. */
  readonly document: string;
  /** The sign, as a clause. */
  readonly sign: string;
}

/** One stated value that disagrees. Mismatches with the same root cause become one contradiction. */
export type Mismatch = Omit<Contradiction, "paths" | "document"> & { readonly path: string };

/** The attached documents of a collection. */
export function evidenceDocuments(attached: readonly AttachedEvidence[], collection: string): EvidenceDocument[] {
  return attached
    .filter((one) => one.collection === collection)
    .map(({ index, document }) => evidenceDocument(`evidence.${collection}[${index}]`, document));
}

const shown = memoizeByObject((_: Document) => new Map<string, EvidenceDocument>());

/** Cached by document and path, because results per document are memoized by this object. */
function evidenceDocument(at: string, document: Document): EvidenceDocument {
  const known = shown(document).get(at) ?? { at, file: document.file, value: document.value };
  shown(document).set(at, known);
  return known;
}

/** Merges mismatches with the same cause into one contradiction; none when there is no mismatch. */
export function mergeMismatches({ file }: EvidenceDocument, mismatches: readonly Mismatch[]): Contradiction[] {
  if (mismatches.length === 0) return [];
  const listed = (field: "what" | "claimed" | "recomputed"): string => {
    const texts = mismatches.map((mismatch) => mismatch[field]);
    // Numbers stand for one value each; words hold for all of them.
    const isShared = field === "recomputed" && texts.every((text) => text === texts[0] && !/^[-\d]/.test(text));
    return (isShared ? texts.slice(0, 1) : texts).join(", ");
  };
  return [
    {
      paths: [...new Set(mismatches.map(({ path }) => path))],
      document: file,
      what: listed("what"),
      claimed: listed("claimed"),
      recomputed: listed("recomputed"),
    },
  ];
}

/** One entry of a report's groups. */
export interface GroupEntry {
  readonly path: string;
  readonly axis: string;
  readonly name: string;
  readonly map: JsonObject;
  /** Undefined when a cell is not stated. */
  readonly counts: ConfusionMatrix | undefined;
}

/** The groups of a report. */
export const groupsIn = memoizeByObject(({ at, value }: EvidenceDocument): readonly GroupEntry[] =>
  mapsOf(value["groups"]).map(({ index, map }) => ({
    path: `${at}.groups[${index}]`,
    axis: String(map["axis"]),
    name: String(map["group"]),
    map,
    counts: confusionMatrixOf(map),
  })),
);

/** A stated figure and its path. */
export interface ReportedValue {
  readonly path: string;
  readonly name: string;
  readonly value: number;
}

/** Lists the rates that a report states for a group. */
export function reportedRates({ path, map }: GroupEntry): ReportedValue[] {
  const claimed = map["claimed"];
  if (!isObject(claimed)) return [];
  return Object.entries(claimed).flatMap(([name, value]) =>
    typeof value === "number" ? [{ path: `${path}.claimed.${name}`, name, value }] : [],
  );
}

/** The groups of a report by their axes. */
export function byAxis(groups: readonly GroupEntry[]): Map<string, GroupEntry[]> {
  const axes = new Map<string, GroupEntry[]>();
  for (const group of groups) axes.set(group.axis, [...(axes.get(group.axis) ?? []), group]);
  return axes;
}

/** The overall counts of a report. */
export function overallOf({ value }: EvidenceDocument): ConfusionMatrix | undefined {
  const stated = value["overall"] ?? value["counts"];
  return isObject(stated) ? confusionMatrixOf(stated) : undefined;
}

/** Axes on which no person is counted twice. */
export function exclusiveAxes({ value }: EvidenceDocument): string[] {
  const axes = value["axesExclusive"];
  return Array.isArray(axes) ? axes.filter((axis) => typeof axis === "string") : [];
}

/** One metric of a validation report. */
export interface Metric {
  readonly path: string;
  readonly name: string;
  readonly value: number | undefined;
  readonly low: number | undefined;
  readonly high: number | undefined;
  readonly count: number | undefined;
}

/** Converts metrics to reported values. */
export const reportedValues = (metrics: readonly Metric[]): ReportedValue[] =>
  metrics.flatMap(({ path, name, value }) => (value === undefined ? [] : [{ path: `${path}.value`, name, value }]));

/** The metrics of a validation report. */
export function metricsOf({ at, value }: EvidenceDocument): Metric[] {
  return mapsOf(value["metrics"]).map(({ index, map }) => ({
    path: `${at}.metrics[${index}]`,
    name: String(map["metric"]),
    value: numberAt(map["value"]),
    low: numberAt(map["low"]),
    high: numberAt(map["high"]),
    count: numberAt(map["count"]),
  }));
}
