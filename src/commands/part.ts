import { relative, resolve } from "node:path";
import { historyOf } from "../documents/git.ts";
import { slashes } from "../documents/working-tree.ts";
import { decide } from "../evaluate/decide.ts";
import type { Report } from "../model/finding.ts";
import { plural } from "../model/words.ts";
import { type Share, isIn } from "../shard/share.ts";
import { writeShard } from "../shard/write.ts";
import { lineReader, prefixTo } from "./output.ts";
import { type CheckOptions, look } from "./run.ts";

/** A part of what there is to judge. */
export interface Part {
  /** What the whole is made from. */
  readonly text: string;
  /** What was found in it, which says nothing of the other parts. */
  readonly report: Report;
  /** The same in a line. */
  readonly summary: string;
}

function summaryOf(
  { report: { findings, diagnostics, summary } }: Pick<Part, "report">,
  { index, count }: Share,
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
export async function checkPart(options: CheckOptions & { readonly cwd: string }, share: Share): Promise<Part> {
  const { matter, tree } = await look({ ...options, explainAll: true, isWanted: (file) => isIn(share, file) });
  const { root } = tree;
  const targets = options.targets.length > 0 ? options.targets : ["."];
  const text = writeShard(matter, {
    share,
    // A commit that was asked for says itself which it is; whatever else lies at hand does not matter then.
    commit: options.ref === undefined ? (historyOf(root)?.commit("HEAD") ?? null) : null,
    targets: targets.map((target) => slashes(relative(root, resolve(options.cwd, target))) || "."),
    failOn: options.failOn ?? null,
    pathPrefix: prefixTo(root, options.cwd),
    line: lineReader(tree),
  });
  const { report } = decide(matter, true);
  return { text, report, summary: summaryOf({ report }, share) };
}
