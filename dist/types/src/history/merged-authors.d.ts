import type { Log } from "../repository/git/log.ts";
import type { ViolationRecord } from "./violation-timeline.ts";
/** Adds to the events of violations who wrote what their merges brought: the author of a merge only accepted it. */
export declare function withMergedAuthors(lives: readonly ViolationRecord[], { mergedCommits }: Pick<Log, "mergedCommits">): ViolationRecord[];
