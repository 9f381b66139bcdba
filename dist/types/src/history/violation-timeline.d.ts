import type { Outcome, Severity } from "../model/finding.ts";
import type { EventTime } from "./event-time.ts";
/** A rule that a deployment does not meet, as it was judged. */
export interface OpenFinding {
    readonly fingerprint: string;
    readonly rule: string;
    readonly title: string;
    readonly severity: Severity;
    readonly outcome: Extract<Outcome, "fail" | "unknown">;
    readonly gates: boolean;
    /** The waiver that covers it, by id. */
    readonly waiver: string | null;
    readonly message: string;
}
/** What brought about an outcome: other documents, other rules, or the day. */
export type Cause = "documents" | "policies" | "date";
/** A time in which a violation stood in one way. */
export interface Phase extends Pick<OpenFinding, "outcome" | "gates" | "waiver"> {
    readonly from: EventTime;
    readonly until: EventTime | null;
    /** Whether the deployment was in production. */
    readonly production: boolean;
}
export interface Resolution extends EventTime {
    /** `withdrawn` with its deployment; `unreadable` where that could not be read any more, so that nobody knows. */
    readonly how: Cause | "withdrawn" | "unreadable";
}
/** A violation from when it appeared until it was gone. */
export interface ViolationRecord extends Pick<OpenFinding, "fingerprint" | "rule" | "title" | "severity" | "message"> {
    readonly deployment: string;
    readonly file: string;
    readonly appeared: EventTime & {
        readonly cause: Cause;
    };
    readonly ended: Resolution | null;
    readonly phases: readonly Phase[];
}
/** What a deployment is found to be. */
export interface StageAtCommit {
    readonly file: string;
    readonly production: boolean;
    readonly open: readonly OpenFinding[];
}
/** Follows violations from judgement to judgement; each deployment is told of in the order of time. */
export interface ViolationTimeline {
    judged(deployment: string, standing: StageAtCommit, at: EventTime & {
        readonly cause: Cause;
    }): void;
    gone(deployment: string, how: "withdrawn" | "unreadable", at: EventTime): void;
    /** In the order in which they appeared. */
    all(): ViolationRecord[];
}
export declare function createViolationTimeline(): ViolationTimeline;
/** For how many days a violation was open. */
export declare const daysOpen: ({ appeared, ended }: ViolationRecord, today: string) => number;
/** The phases in which a deployment was in production and a rule was shown to be violated, with no waiver. */
export declare const inProduction: ({ phases }: ViolationRecord) => Phase[];
/** For how many days that was so. */
export declare const daysInProduction: (life: ViolationRecord, today: string) => number;
