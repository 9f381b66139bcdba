import type { LoadedPolicies } from "../workspace/policies.ts";
import { type CommitHistory } from "./commits.ts";
import { type PackSource } from "./policies-at.ts";
import type { ReplayCache } from "./replay-cache.ts";
import { type ViolationRecord } from "./violation-timeline.ts";
import type { WaiverStep } from "./waiver-timeline.ts";
/** What became of the verdicts on all deployments. */
export interface ViolationHistory {
    readonly lives: readonly ViolationRecord[];
    /** The same violations by the rules of today, where that was asked. */
    readonly byToday: readonly ViolationRecord[] | null;
    readonly waivers: readonly WaiverStep[];
    /** What could not be read or judged, and since when. */
    readonly problems: readonly string[];
    readonly deployments: number;
    /** Whether someone stopped it. */
    readonly partial: boolean;
    /** The day up to which it is told. */
    readonly lastDay: string;
}
export interface ReplaySettings {
    /** The commits at which is judged; all unless told. */
    readonly only?: ReadonlySet<string>;
    /** The rules of today, where their word is wanted too. */
    readonly today?: LoadedPolicies;
    /** The last day. */
    readonly until: string;
    readonly cache: ReplayCache;
    /** Keeps what the cache holds for another run. */
    readonly keep: () => void;
    readonly tell: (done: number, all: number) => void;
    /** Whether someone wants it to end; asked often. */
    readonly stopped: () => boolean;
}
/** Evaluates every deployment at every commit by the policies of then, and on demand by those of today. */
export declare function replayHistory(past: CommitHistory, packs: PackSource, settings: ReplaySettings): Promise<ViolationHistory>;
