import type { WaiverChange } from "../diff/config-changes.ts";
import type { ViolationRecord } from "./violation-timeline.ts";
import { type EventTime } from "./event-time.ts";
/** An event of a waiver. */
export interface WaiverEvent extends EventTime {
    readonly kind: "granted" | "renewed" | "shortened" | "reworded" | "revoked" | "expired";
    readonly from: string;
    readonly until: string;
}
/** The history of a waiver. */
export interface WaiverRecord extends Pick<WaiverChange, "id" | "rule" | "deployment" | "approvedBy" | "reason"> {
    readonly events: readonly WaiverEvent[];
}
/** The changed waivers of a commit. */
export interface WaiverStep extends EventTime {
    readonly waivers: readonly WaiverChange[];
}
/**
 * Builds the histories of the waivers, in the order in which they were granted.
 * @param today last day of the history
 */
export declare function waiverRecords(steps: readonly WaiverStep[], today: string): WaiverRecord[];
/** The violations that a waiver covered for a time. */
export declare function findingsCoveredBy({ id, rule, deployment }: WaiverRecord, lives: readonly ViolationRecord[]): ViolationRecord[];
