// The library. Each operation takes the options of the engine, of which the folder and the date have defaults here: the
// current folder and today, in UTC.
import * as engine from "./engine/index.ts";
import type { OptionalDefaults } from "./engine/options.ts";

const complete = <T extends Partial<Pick<engine.EngineOptions, "cwd" | "asOf">>>(options: T) =>
  engine.withDefaults(options, { cwd: process.cwd(), asOf: new Date().toISOString().slice(0, 10) });

/**
 * Checks manifests by the policies of their repository or, with a base, as a change of that.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export const check = async (options: OptionalDefaults<engine.CheckOptions> = {}): Promise<engine.CheckResult> =>
  engine.check(complete(options));

/**
 * Checks the working tree, or the commit `ref`, as a change of `base`, by the policies of the base and by its own.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export const checkChange = async (
  options: OptionalDefaults<engine.ChangeCheckOptions>,
): Promise<engine.ChangeCheckResult> => engine.checkChange(complete(options));

/**
 * Checks one shard of the files.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export const checkShard = async (
  options: OptionalDefaults<engine.CheckOptions>,
  shard: engine.Shard,
): Promise<engine.ShardResult> => engine.checkShard(complete(options), shard);

export { MergeError, mergeShards, parseShard } from "./engine/index.ts";
export type * from "./engine/index.ts";
export type { OptionalDefaults } from "./engine/options.ts";
export { type FormatName, formats, isFormat } from "./output/report/index.ts";
export type { AsyncFormat, AsyncFormat as LateFormat, Format, FormatOptions } from "./output/format.ts";
export type * from "./model/finding.ts";
export type * from "./model/document.ts";
export type * from "./model/diagnostic.ts";
export { UsageError } from "./util/errors.ts";
export { version } from "./version.ts";
