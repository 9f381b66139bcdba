import type { RunTarget, Report } from "../../model/report.ts";
import { type Json } from "../../util/json.ts";
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
export declare function buildReproduction({ judged, asOf, baseline, policies }: Report, { all }: FormatOptions): Reproduction | null;
/** The parts of a record with its reproduction. */
export interface RecordedReproduction {
    readonly format: "json" | "sarif" | "in-toto" | "oscal";
    readonly recipe: Json;
}
/** Reads the reproduction from a record of any format; undefined if there is none. */
export declare function readReproduction(record: Json): RecordedReproduction | undefined;
