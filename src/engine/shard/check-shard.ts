import { relative, resolve } from "node:path";
import { decideVerdict } from "../../evaluate/verdict.ts";
import type { Report } from "../../model/report.ts";
import { openGitRepository } from "../../repository/git/repository.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { folderInCheckout } from "../../repository/root.ts";
import { toPosix } from "../../util/path.ts";
import { relativePrefix } from "../../util/relative-prefix.ts";
import { evaluateTargets } from "../check.ts";
import type { CheckOptions } from "../options.ts";
import { type Shard, belongsTo } from "./partition.ts";
import { writeShard } from "./write.ts";

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
export async function checkShard(options: CheckOptions, shard: Shard): Promise<ShardResult> {
  const { cwd, targets = [], ref, failOn = null } = options;
  const filter = (file: string): boolean => belongsTo(shard, file);
  const { data, tree } = await evaluateTargets({ ...options, detail: "explained", filter });
  const { root } = tree;
  const stated = targets.length > 0 ? targets : ["."];
  const text = writeShard(data, {
    shard,
    // With `ref`, the state itself names the commit, and the checkout does not matter.
    commit: ref === undefined ? (openGitRepository(root)?.commit("HEAD") ?? null) : null,
    targets: stated.map((target) => toPosix(relative(root, resolve(cwd, target))) || "."),
    failOn,
    pathPrefix: relativePrefix(root, cwd),
    folder: folderInCheckout(root),
    line: createLineReader(tree),
  });
  return { text, report: decideVerdict(data, true).report };
}
