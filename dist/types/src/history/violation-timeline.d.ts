import type { Outcome, Severity } from "../model/finding.ts";
import { type EventTime } from "./event-time.ts";
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
    /** `withdrawn` if its deployment was removed. */
    readonly how: Cause | "withdrawn";
}
/** A period in which a deployment or a policy could not be read, so that nothing is known of a violation. */
export interface UnreadableGap {
    /** The commit that made it unreadable. */
    readonly from: EventTime;
    /** Null if it is still unreadable. */
    readonly until: EventTime | null;
}
/** A violation from its start to its end. */
export interface ViolationRecord extends Pick<OpenFinding, "fingerprint" | "rule" | "title" | "severity" | "message"> {
    readonly deployment: string;
    /** Names that the deployment had while the violation was open. */
    readonly formerNames: readonly string[];
    /** Ids that the rule had while the violation was open. */
    readonly formerRules: readonly string[];
    readonly file: string;
    readonly appeared: EventTime & {
        readonly cause: Cause;
    };
    readonly ended: Resolution | null;
    readonly phases: readonly Phase[];
    /** Periods of the violation without phases, because its deployment could not be read. */
    readonly gaps: readonly UnreadableGap[];
}
/** The results of a deployment at one time. */
export interface StageAtCommit {
    readonly file: string;
    readonly production: boolean;
    readonly open: readonly OpenFinding[];
    /** Rules of which nothing is known, because their policies cannot be read. */
    readonly unreadableRules: ReadonlySet<string>;
}
/** Follows violations over time. The results of each deployment must be added in order of time. */
export interface ViolationTimeline {
    evaluated(deployment: string, standing: StageAtCommit, at: EventTime & {
        readonly cause: Cause;
    }): void;
    withdrawn(deployment: string, at: EventTime): void;
    /** Its violations stay open and unknown until it is evaluated again or withdrawn. */
    unreadable(deployment: string, at: EventTime): void;
    /** Its violations continue under another name. */
    renamed(from: string, to: string): void;
    /** In order of appearance. */
    all(): ViolationRecord[];
}
export declare function createViolationTimeline(): ViolationTimeline;
/** Number of days on which a violation is known to have been open. */
export declare const daysOpen: ({ phases }: ViolationRecord, today: string) => number;
/** Phases with a failed rule of a deployment in production, without a waiver. */
export declare const inProduction: ({ phases }: ViolationRecord) => Phase[];
/** Days of a period, both included. */
export interface CountedDays {
    readonly from: string | null;
    readonly to: string | null;
}
/**
 * The parts of phases in a period of days; what is outside is left out.
 * @param today the last day of the history: what is open then stays open
 */
export declare function clipViolations(lives: readonly ViolationRecord[], { from, to }: CountedDays, today: string): ViolationRecord[];
/** Days in violation of a deployment: days with several violations count once. */
export interface DeploymentDays {
    readonly deployment: string;
    readonly daysOpen: number;
    readonly daysInProduction: number;
}
/** Counts the days in violation of each deployment, by name. */
export declare function daysByDeployment(lives: readonly ViolationRecord[], today: string): DeploymentDays[];
/** Number of days of these phases. */
export declare const daysInProduction: (life: ViolationRecord, today: string) => number;
