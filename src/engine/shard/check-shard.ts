import { relative, resolve } from "node:path";
import { decideVerdict } from "../../evaluate/verdict.ts";
import type { Report } from "../../model/report.ts";
import { openGitRepository } from "../../repository/git/repository.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { folderInCheckout } from "../../repository/root.ts";
import { toPosix } from "../../util/path.ts";
import { relativePrefix } from "../../util/relative-prefix.ts";
import { type Opened, openSnapshots } from "../../workspace/open.ts";
import { type CheckedData, evaluateOpened } from "../check.ts";
import type { ChangeReport } from "../check-change.ts";
import type { TreeOptions } from "../check-tree.ts";
import { addHints } from "../hints.ts";
import type { CheckOptions } from "../options.ts";
import { type ShardFile, combineShards } from "./merge.ts";
import { type Shard, belongsTo } from "./partition.ts";
import { writeShard } from "./write.ts";

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

/** Evaluates some of the files, with every detail that any format of the merged report needs. */
async function evaluatePart(
  { opened, commit, targets, cwd, options }: OpenedCheck,
  shard: Shard,
  filter: (file: string) => boolean,
): Promise<CheckedData & Pick<ShardResult, "text">> {
  const evaluated = await evaluateOpened(opened, { ...options, detail: "explained", filter });
  const { root } = evaluated.tree;
  const text = writeShard(evaluated.data, {
    shard,
    commit,
    targets: targets.map((target) => toPosix(relative(root, target)) || "."),
    failOn: options.failOn ?? null,
    pathPrefix: relativePrefix(root, cwd),
    folder: folderInCheckout(root),
    line: createLineReader(evaluated.tree),
  });
  return { ...evaluated, text };
}

/** Checks one shard of the files of a state that the caller opened. */
export async function checkOpenedShard(check: OpenedCheck, shard: Shard): Promise<ShardResult> {
  const { data, text } = await evaluatePart(check, shard, (file) => belongsTo(shard, file));
  return { text, report: decideVerdict(data, true).report };
}

/**
 * Combines shards of a check. No manifest is evaluated again. Everything that all shards share, such as the commit, the base
 * and the rules, is read again from the opened state, and every shard has to agree with it.
 * @throws MergeError when a shard is missing, duplicated, changed, or of another check than this
 */
export async function mergeOpenedShards(check: OpenedCheck, shards: readonly ShardFile[]): Promise<ChangeReport> {
  const { text, isFirstAdoption, own: declared } = await evaluatePart(check, { index: 1, count: 1 }, () => false);
  const own = { name: "this run", bytes: Buffer.from(text) };
  const { report, proposed } = decideVerdict(combineShards(shards, "explained", own).data);
  return {
    report: await addHints(report, declared),
    proposed: proposed && (await addHints(proposed)),
    isFirstAdoption,
  };
}

/**
 * Checks one shard of the files, with every detail that any format of the merged report needs.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export async function checkShard(options: CheckOptions, shard: Shard): Promise<ShardResult> {
  const { cwd, targets = [], ref } = options;
  const opened = openSnapshots(options);
  const { root } = "comparison" in opened ? opened.comparison.head : opened.snapshot.tree;
  const stated = targets.length > 0 ? targets : ["."];
  const check = {
    opened,
    // With `ref`, the state itself names the commit, and the checkout does not matter.
    commit: ref === undefined ? (openGitRepository(root)?.commit("HEAD") ?? null) : null,
    targets: stated.map((target) => resolve(cwd, target)),
    cwd,
    options,
  };
  return checkOpenedShard(check, shard);
}
