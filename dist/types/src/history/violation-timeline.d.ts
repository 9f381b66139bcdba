import type { Outcome, Severity } from "../model/finding.ts";
import type { EventTime } from "./event-time.ts";
/** An unmet rule of a deployment. */
export interface OpenFinding {
    readonly fingerprint: string;
    readonly rule: string;
    readonly title: string;
    readonly severity: Severity;
    readonly outcome: Extract<Outcome, "fail" | "unknown">;
    readonly gates: boolean;
    /** Id of the waiver that covers it. */
    readonly waiver: string | null;
    readonly message: string;
}
/** Cause of a change: other documents, other rules, or the date. */
export type Cause = "documents" | "policies" | "date";
/** A period in which a violation did not change. */
export interface Phase extends Pick<OpenFinding, "outcome" | "gates" | "waiver"> {
    readonly from: EventTime;
    readonly until: EventTime | null;
    /** True if the deployment was in production. */
    readonly production: boolean;
}
export interface Resolution extends EventTime {
    /** `withdrawn` if its deployment was removed; `unreadable` if its deployment cannot be read. */
    readonly how: Cause | "withdrawn" | "unreadable";
}
/** A violation from its start to its end. */
export interface ViolationRecord extends Pick<OpenFinding, "fingerprint" | "rule" | "title" | "severity" | "message"> {
    readonly deployment: string;
    /** Names that the deployment had while the violation was open. */
    readonly formerNames: readonly string[];
    readonly file: string;
    readonly appeared: EventTime & {
        readonly cause: Cause;
    };
    readonly ended: Resolution | null;
    readonly phases: readonly Phase[];
}
/** The results of a deployment at one time. */
export interface StageAtCommit {
    readonly file: string;
    readonly production: boolean;
    readonly open: readonly OpenFinding[];
}
/** Follows violations over time. The results of each deployment must be added in order of time. */
export interface ViolationTimeline {
    evaluated(deployment: string, standing: StageAtCommit, at: EventTime & {
        readonly cause: Cause;
    }): void;
    gone(deployment: string, how: "withdrawn" | "unreadable", at: EventTime): void;
    /** Its violations continue under another name. */
    renamed(from: string, to: string): void;
    /** In order of appearance. */
    all(): ViolationRecord[];
}
export declare function createViolationTimeline(): ViolationTimeline;
/** Number of days on which a violation was open. */
export declare const daysOpen: ({ appeared, ended }: ViolationRecord, today: string) => number;
/** Phases with a failed rule of a deployment in production, without a waiver. */
export declare const inProduction: ({ phases }: ViolationRecord) => Phase[];
/** Number of days of these phases. */
export declare const daysInProduction: (life: ViolationRecord, today: string) => number;
