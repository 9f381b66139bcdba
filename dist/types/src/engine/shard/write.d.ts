import type { CheckData } from "../../evaluate/verdict.ts";
import type { Severity } from "../../model/finding.ts";
import type { Shard } from "./partition.ts";
/** What a shard says beside what was found. */
export interface ShardRequest {
    readonly share: Shard;
    /** The commit at hand, or null outside of git. */
    readonly commit: string | null;
    /** What was asked to be looked at: paths and globs from the root. */
    readonly targets: readonly string[];
    /** The least severity that shuts the gate, where the caller said so instead of the settings. */
    readonly failOn: Severity | "never" | null;
    /** What stands before the paths of files where they are shown. */
    readonly pathPrefix: string;
    /** A line of a file, to be shown. */
    readonly line: (file: string, number: number) => string | undefined;
}
/** A part of a matter as a text: a line of what all parts have in common, one for each file, and one that seals it. */
export declare function writeShard({ head: now, change }: CheckData, { share, commit, targets, failOn, pathPrefix, line }: ShardRequest): string;
