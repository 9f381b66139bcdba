import { type Document } from "../model/document.ts";
import type { Path } from "../util/json-path.ts";
/** A number in percent where a share is meant. */
export interface Percentage {
    readonly path: Path;
    /** The number as a share. */
    readonly share: number;
}
/** The thresholds of monitored signals that are written in percent: they would never raise an alert. */
export declare function percentages({ kind, value }: Document): Percentage[];
