import type { Report } from "../../model/finding.ts";
import { plural } from "../../util/text.ts";

/** One line about a shard of a check, which has no verdict of its own. */
export function shardConsole(
  { findings, diagnostics, summary }: Report,
  { index, count }: { readonly index: number; readonly count: number },
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
