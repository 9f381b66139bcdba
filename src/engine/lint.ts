import { lintSources } from "../lint/lint.ts";
import { type Diagnostic, fileError } from "../model/diagnostic.ts";
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

/**
 * Looks for faults in policies and waivers, and for what makes them unreliable.
 * @throws UsageError when the paths belong to different repositories
 */
export async function lintPolicies(options: LintOptions): Promise<LintReport> {
  const { cwd, asOf, paths = [] } = options;
  const sources = await openPolicySources(resolveSourcePaths(cwd, paths, [""]));
  const files = describeFiles(sources.tree, options);
  const { rules, diagnostics } = await lintSources({ ...sources, asOf });
  if (rules > 0 || diagnostics.length > 0) return { rules, diagnostics, isEmpty: false, ...files };
  const none = fileError(sources.where, "lint/none", "no policy was found; policies lie in .caregate/policies");
  return { rules, diagnostics: [none], isEmpty: true, ...files };
}
