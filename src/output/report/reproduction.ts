import type { RunTarget, Report } from "../../model/report.ts";
import { type Json, getAt, parseJson } from "../../util/json.ts";
import type { FormatOptions } from "../format.ts";

/** All that it takes to make a record again from the repository. */
export interface Reproduction extends RunTarget {
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** The commit that it was compared with, if any. */
  readonly base: string | null;
  /** Whether passes are shown too. */
  readonly all: boolean;
}

/** The recipe that a record states, or null when nothing brings back what was judged. */
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

/** A record, as far as it says how it came about. */
export interface RecordedReproduction {
  readonly format: "json" | "sarif" | "in-toto" | "oscal";
  readonly recipe: Json;
}

/** Where each format states the recipe. */
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

/** The recipe that a record of any format states, or undefined when it states none. */
export function readReproduction(record: Json): RecordedReproduction | undefined {
  for (const [format, find] of places) {
    const recipe = find(record);
    if (recipe !== undefined) return { format, recipe };
  }
  return undefined;
}
