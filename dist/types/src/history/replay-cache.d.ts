import type { OpenFinding } from "./violation-timeline.ts";
/** A deployment that a file holds, and the files that it names as evidence. */
export interface FindingOutline {
    readonly name: string;
    readonly index: number;
    readonly production: boolean;
    readonly evidence: readonly string[];
}
/** What a file holds of deployments. */
export interface FileOutline {
    readonly deployments: readonly FindingOutline[];
    /** Why it cannot be read, or not whole. */
    readonly problem: string | null;
}
/** How a state is judged over some days, from the first on: what is open from each of these days. */
export interface PeriodResult {
    readonly from: string;
    readonly through: string;
    readonly turns: readonly {
        readonly day: string;
        readonly open: readonly OpenFinding[];
    }[];
}
/** The judgements of states; one that comes back later is judged once more, for the days of then. */
export interface PeriodResults {
    /** The judgement of a state that tells of a day. */
    find(key: string, day: string): PeriodResult | undefined;
    /** Keeps a judgement, in the place of one from the same day on. */
    put(key: string, judgement: PeriodResult): void;
}
/** What was read and judged before, by the names that git has for it. */
export interface ReplayCache {
    readonly outlines: Map<string, FileOutline>;
    readonly judgements: PeriodResults;
    /** The same object for what is open in the same way, of which there is much. */
    readonly intern: (open: OpenFinding) => OpenFinding;
    readonly save: () => void;
}
/** Names what is named by something longer. */
export declare const base64Sha256: (text: string) => string;
/** @param file where it is kept between runs */
export declare function openReplayCache(file: string): ReplayCache;
