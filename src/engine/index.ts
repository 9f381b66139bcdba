// The operations of caregate: typed options in, plain data out. Front ends and the library are made of these alone.
export { check, type CheckResult } from "./check.ts";
export {
  type ChangeCheckOptions,
  type ChangeCheckResult,
  type ChangeReport,
  checkChange,
  checkComparison,
} from "./check-change.ts";
export { checkSnapshot } from "./check-tree.ts";
export type { CheckedFiles, ReportedFiles } from "./checked-files.ts";
export {
  type CheckOptions,
  type Detail,
  type EngineOptions,
  type EvaluationOptions,
  type OnProgress,
  type PoolOptions,
  type StopSignal,
  withDefaults,
} from "./options.ts";
export { type ShardResult, checkShard } from "./shard/check-shard.ts";
export { MergeError, type MergeResult, type ShardFile, mergeShards } from "./shard/merge.ts";
export { type Shard, parseShard } from "./shard/partition.ts";
