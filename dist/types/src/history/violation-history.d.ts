import type { LoadedPolicies } from "../workspace/policies.ts";
import { type CommitHistory } from "./commits.ts";
import { type PackSource } from "./policies-at.ts";
import type { ReplayCache } from "./replay-cache.ts";
import { type ViolationRecord } from "./violation-timeline.ts";
import type { WaiverStep } from "./waiver-timeline.ts";
/** History of the violations of all deployments. */
export interface ViolationHistory {
    readonly lives: readonly ViolationRecord[];
    /** Violations by the current rules, if requested. */
    readonly byToday: readonly ViolationRecord[] | null;
    readonly waivers: readonly WaiverStep[];
    /** Files and policies that were not read or checked, with the start of the problem. */
    readonly problems: readonly string[];
    readonly deployments: number;
    /** True if the run was stopped. */
    readonly partial: boolean;
    /** Last day of the history. */
    readonly lastDay: string;
}
export interface ReplaySettings {
    /** The commits to evaluate (default: all). */
    readonly only?: ReadonlySet<string>;
    /** The current rules, if their results are requested too. */
    readonly today?: LoadedPolicies;
    /** The last day. */
    readonly until: string;
    readonly cache: ReplayCache;
    /** Saves the cache for the next run. */
    readonly keep: () => void;
    readonly tell: (done: number, all: number) => void;
    /** True if the run should stop; called often. */
    readonly stopped: () => boolean;
}
/** Evaluates every deployment at every commit by the policies at that commit, and on request by the current ones. */
export declare function replayHistory(past: CommitHistory, packs: PackSource, settings: ReplaySettings): Promise<ViolationHistory>;
