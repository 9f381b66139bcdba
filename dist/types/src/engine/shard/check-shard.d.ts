import type { Report } from "../../model/report.ts";
import type { CheckOptions } from "../options.ts";
import { type Shard } from "./partition.ts";
/** The result of one shard of a check. */
export interface ShardResult {
    /** The content of the shard file, from which `mergeShards` makes the whole report. */
    readonly text: string;
    /** The report on this shard alone. */
    readonly report: Report;
}
/**
 * Checks one shard of the files, with every detail that any format of the merged report needs.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export declare function checkShard(options: CheckOptions, shard: Shard): Promise<ShardResult>;
