import { lintSources } from "../lint/lint.ts";
import { type Diagnostic, fileError } from "../model/diagnostic.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { check } from "./check.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
import { openPolicySources, resolveSourcePaths } from "./policy-sources.ts";

export interface LintOptions extends EngineOptions {
  /** Files and folders of one repository (default: `.caregate`). */
  readonly paths?: readonly string[] | undefined;
}

/** The faults of the policies and waivers under some paths. */
export interface LintReport extends CheckedFiles {
  /** Number of rules that were checked. */
  readonly rules: number;
  readonly diagnostics: readonly Diagnostic[];
  /** No policy was found, so that nothing was checked; `diagnostics` says so. */
  readonly isEmpty: boolean;
}

/** What only the deployments show of waivers: that one covers nothing, or covers it no longer. */
async function checkGovernance(root: string, asOf: string): Promise<Diagnostic[]> {
  const { report } = await check({ cwd: root, targets: [root], asOf });
  return report.diagnostics.filter(({ file }) => file.startsWith(`${CAREGATE_DIR}/`));
}

/**
 * Looks for faults in policies and waivers, and for what makes them unreliable.
 * @throws UsageError when the paths belong to different repositories
 */
export async function lintPolicies(options: LintOptions): Promise<LintReport> {
  const { cwd, asOf, paths = [] } = options;
  const sources = await openPolicySources(resolveSourcePaths(cwd, paths, [""]));
  const files = describeFiles(sources.tree, options);
  const checked = sources.governance.waivers.length > 0 ? await checkGovernance(sources.tree.root, asOf) : [];
  const { rules, diagnostics } = await lintSources({ ...sources, asOf, checked });
  if (rules > 0 || diagnostics.length > 0) return { rules, diagnostics, isEmpty: false, ...files };
  const none = fileError(sources.where, "lint/none", "no policy was found; policies lie in .caregate/policies");
  return { rules, diagnostics: [none], isEmpty: true, ...files };
}
