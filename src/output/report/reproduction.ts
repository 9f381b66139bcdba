import type { RunTarget, Report } from "../../model/report.ts";
import { type Json, getAt, parseJson } from "../../util/json.ts";
import type { FormatOptions } from "../format.ts";

/** The options for creating a record again from the repository. */
export interface Reproduction extends RunTarget {
  /** Evaluation date, as an ISO date. */
  readonly asOf: string;
  /** The base commit, if any. */
  readonly base: string | null;
  /** True if passing outcomes are included. */
  readonly all: boolean;
}

/** Builds the reproduction of a report; null if the checked files are not in a commit. */
export function buildReproduction(
  { judged, asOf, baseline, policies }: Report,
  { all }: FormatOptions,
): Reproduction | null {
  if (!judged) return null;
  const { commit, folder, targets, failOn } = judged;
  return {
    commit,
    folder,
    targets,
    base: baseline && (policies.source === "base" ? policies.commit : baseline.commit),
    asOf,
    failOn,
    all,
  };
}

/** The parts of a record with its reproduction. */
export interface RecordedReproduction {
  readonly format: "json" | "sarif" | "in-toto" | "oscal";
  readonly recipe: Json;
}

/** Place of the reproduction in each format. */
const places: readonly (readonly [RecordedReproduction["format"], (record: Json) => Json | undefined])[] = [
  ["json", (record) => getAt(record, ["judged"])],
  ["sarif", (record) => getAt(record, ["runs", 0, "properties", "judged"])],
  ["in-toto", (record) => getAt(record, ["predicate", "configuration", 0, "annotations", "recipe"])],
  ["oscal", readReproductionFromOscal],
];

function readReproductionFromOscal(record: Json): Json | undefined {
  const props = getAt(record, ["assessment-results", "metadata", "props"]);
  const stated = Array.isArray(props) ? props.find((prop) => getAt(prop, ["name"]) === "recipe") : undefined;
  const value = getAt(stated, ["value"]);
  return typeof value === "string" ? parseJson(value) : undefined;
}

/** Reads the reproduction from a record of any format; undefined if there is none. */
export function readReproduction(record: Json): RecordedReproduction | undefined {
  for (const [format, find] of places) {
    const recipe = find(record);
    if (recipe !== undefined) return { format, recipe };
  }
  return undefined;
}
