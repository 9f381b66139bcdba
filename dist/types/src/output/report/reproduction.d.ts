import type { RunTarget, Report } from "../../model/report.ts";
import { type Json } from "../../util/json.ts";
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
export declare function buildReproduction({ judged, asOf, baseline, policies }: Report, { all }: FormatOptions): Reproduction | null;
/** A record, as far as it says how it came about. */
export interface RecordedReproduction {
    readonly format: "json" | "sarif" | "in-toto" | "oscal";
    readonly recipe: Json;
}
/** The recipe that a record of any format states, or undefined when it states none. */
export declare function readReproduction(record: Json): RecordedReproduction | undefined;
