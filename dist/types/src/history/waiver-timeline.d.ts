import type { WaiverChange } from "../diff/config-changes.ts";
import type { ViolationRecord } from "./violation-timeline.ts";
import { type EventTime } from "./event-time.ts";
/** What became of a waiver, and when. */
export interface WaiverEvent extends EventTime {
    readonly kind: "granted" | "renewed" | "shortened" | "reworded" | "revoked" | "expired";
    readonly from: string;
    readonly until: string;
}
/** A waiver from when it was granted on. */
export interface WaiverRecord extends Pick<WaiverChange, "id" | "rule" | "deployment" | "approvedBy" | "reason"> {
    readonly events: readonly WaiverEvent[];
}
/** The waivers that a commit changed. */
export interface WaiverStep extends EventTime {
    readonly waivers: readonly WaiverChange[];
}
/**
 * The lives of the waivers, in the order in which they were granted.
 * @param today the day up to which is told
 */
export declare function waiverRecords(steps: readonly WaiverStep[], today: string): WaiverRecord[];
/** The violations that a waiver covered for some time. */
export declare function findingsCoveredBy({ id, rule, deployment }: WaiverRecord, lives: readonly ViolationRecord[]): ViolationRecord[];
