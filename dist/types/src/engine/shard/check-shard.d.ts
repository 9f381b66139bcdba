import type { Report } from "../../model/report.ts";
import { type Opened } from "../../workspace/open.ts";
import type { ChangeReport } from "../check-change.ts";
import type { TreeOptions } from "../check-tree.ts";
import type { CheckOptions } from "../options.ts";
import { type ShardFile } from "./merge.ts";
import { type Shard } from "./partition.ts";
/** The result of one shard of a check. */
export interface ShardResult {
    /** The content of the shard file, from which `mergeShards` makes the whole report. */
    readonly text: string;
    /** The report on this shard alone. */
    readonly report: Report;
}
/** A check of a state that the caller opened. */
export interface OpenedCheck {
    readonly opened: Opened;
    /** The commit that is checked out; null outside of git, and for a check of a commit without a checkout. */
    readonly commit: string | null;
    /** The requested targets: absolute paths or globs. */
    readonly targets: readonly string[];
    /** Absolute path of the folder that displayed paths start from. */
    readonly cwd: string;
    readonly options: TreeOptions;
}
/** Checks one shard of the files of a state that the caller opened. */
export declare function checkOpenedShard(check: OpenedCheck, shard: Shard): Promise<ShardResult>;
/**
 * Combines shards of a check. No manifest is evaluated again. Everything that all shards share, such as the commit, the base
 * and the rules, is read again from the opened state, and every shard has to agree with it.
 * @throws MergeError when a shard is missing, duplicated, changed, or of another check than this
 */
export declare function mergeOpenedShards(check: OpenedCheck, shards: readonly ShardFile[]): Promise<ChangeReport>;
/**
 * Checks one shard of the files, with every detail that any format of the merged report needs.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export declare function checkShard(options: CheckOptions, shard: Shard): Promise<ShardResult>;
