import { relative, resolve } from "node:path";
import { openGitRepository } from "../../repository/git/repository.ts";
import { toPosix } from "../../util/path.ts";
import { decideVerdict } from "../../evaluate/verdict.ts";
import type { Report } from "../../model/finding.ts";
import { plural } from "../../util/text.ts";
import { type Shard, belongsTo } from "./partition.ts";
import { writeShard } from "./write.ts";
import { relativePrefix } from "../../cli/output.ts";
import { type CheckOptions, openCheck } from "../check.ts";
import { createLineReader } from "../../repository/line-reader.ts";
import { folderInCheckout } from "../../repository/root.ts";

/** A part of what there is to judge. */
export interface ShardResult {
  /** What the whole is made from. */
  readonly text: string;
  /** What was found in it, which says nothing of the other parts. */
  readonly report: Report;
  /** The same in a line. */
  readonly summary: string;
}

function summarizeShard(
  { report: { findings, diagnostics, summary } }: Pick<ShardResult, "report">,
  { index, count }: Shard,
): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const gating = findings.filter(({ gates }) => gates).length;
  const found = [
    plural(summary.manifests, "deployment"),
    `${plural(gating, "finding")} that ${gating === 1 ? "shuts" : "shut"} the gate`,
    ...(errors > 0 ? [plural(errors, "input error")] : []),
  ];
  return `shard ${index}/${count}: ${found.join(", ")}; no verdict before \`caregate merge\` has all ${count}\n`;
}

/** Judges one part of the files under some paths, in such a way that every format can be made of all parts together. */
export async function checkShard(options: CheckOptions & { readonly cwd: string }, share: Shard): Promise<ShardResult> {
  const { matter, tree } = await openCheck({
    ...options,
    explainAll: true,
    isWanted: (file) => belongsTo(share, file),
  });
  const { root } = tree;
  const targets = options.targets.length > 0 ? options.targets : ["."];
  const text = writeShard(matter, {
    share,
    // A commit that was asked for says itself which it is; whatever else lies at hand does not matter then.
    commit: options.ref === undefined ? (openGitRepository(root)?.commit("HEAD") ?? null) : null,
    targets: targets.map((target) => toPosix(relative(root, resolve(options.cwd, target))) || "."),
    failOn: options.failOn ?? null,
    pathPrefix: relativePrefix(root, options.cwd),
    folder: folderInCheckout(root),
    line: createLineReader(tree),
  });
  const { report } = decideVerdict(matter, true);
  return { text, report, summary: summarizeShard({ report }, share) };
}
