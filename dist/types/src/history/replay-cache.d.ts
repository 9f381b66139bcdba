import type { OpenFinding } from "./violation-timeline.ts";
/** A deployment in a file, and the files that it references as evidence. */
export interface FindingOutline {
    readonly name: string;
    /** Former names, the oldest first. */
    readonly formerly: readonly string[];
    readonly index: number;
    readonly production: boolean;
    readonly evidence: readonly string[];
}
/** The deployments in a file. */
export interface FileOutline {
    readonly deployments: readonly FindingOutline[];
    /** The reason why the file cannot be read completely. */
    readonly problem: string | null;
}
/** The results of a state over a period: the open findings from each listed day on. */
export interface PeriodResult {
    readonly from: string;
    readonly through: string;
    readonly turns: readonly {
        readonly day: string;
        readonly open: readonly OpenFinding[];
    }[];
}
/** The results of states. A state that returns later is evaluated again for the later days. */
export interface PeriodResults {
    /** The result of a state for a period with this day. */
    find(key: string, day: string): PeriodResult | undefined;
    /** Stores a result; replaces the result from the same day on. */
    put(key: string, result: PeriodResult): void;
}
/** Files and results of previous runs, keyed by git object ids. */
export interface ReplayCache {
    readonly outlines: Map<string, FileOutline>;
    readonly periods: PeriodResults;
    /** Returns one shared object for equal findings: there are many of them. */
    readonly intern: (open: OpenFinding) => OpenFinding;
    readonly save: () => void;
}
/** A short key for a long one. */
export declare const base64Sha256: (text: string) => string;
/** @param file path of the cache between runs */
export declare function openReplayCache(file: string): ReplayCache;
