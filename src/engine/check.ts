import { type CheckData, decideVerdict } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import type { Tree } from "../repository/tree.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { type Opened, openSnapshots } from "../workspace/open.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { checkAgainstBase } from "./check-change.ts";
import { type TreeOptions, checkTree } from "./check-tree.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import { addHints } from "./hints.ts";
import type { CheckOptions } from "./options.ts";

/** The results that a verdict rests on, and the state of the repository that they are about. */
export interface CheckedData {
  readonly data: CheckData;
  readonly tree: Tree;
  /** Whether a change has to decide by its own policies, because its base has none. */
  readonly isFirstAdoption: boolean;
  /** What the state that governs declares of its own. */
  readonly own: OwnFields;
}

/** A report, and the files that it is about. */
export interface CheckResult extends CheckedFiles {
  readonly report: Report;
}

/**
 * Evaluates what options name, alone or as a change of a base.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export async function evaluateTargets(options: CheckOptions & Pick<TreeOptions, "filter">): Promise<CheckedData> {
  return evaluateOpened(openSnapshots(options), options);
}

/** Evaluates a state of a repository, alone or as a change of a base. */
export async function evaluateOpened(opened: Opened, options: TreeOptions): Promise<CheckedData> {
  if ("comparison" in opened)
    return { ...(await checkAgainstBase(opened.comparison, options)), tree: opened.comparison.head };
  const { snapshot } = opened;
  const policies = await loadPolicies(snapshot.governing, options);
  const head = await checkTree(snapshot, policies, options);
  return { data: { head, change: null }, tree: snapshot.tree, isFirstAdoption: false, own: policies.governance.own };
}

/**
 * Checks manifests by the policies of their repository or, with a base, as a change of that.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export async function check(options: CheckOptions): Promise<CheckResult> {
  const { data, tree, own } = await evaluateTargets(options);
  const { report } = decideVerdict(data);
  return { report: await addHints(report, own), ...describeFiles(tree, options) };
}
