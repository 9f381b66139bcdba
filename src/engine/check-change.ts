import { type CheckData, decideVerdict } from "../evaluate/verdict.ts";
import type { Tree } from "../repository/tree.ts";
import type { Report } from "../model/finding.ts";
import { type BaseComparison, type Snapshot, openSnapshots } from "../workspace/open.ts";
import { type LoadedPolicies, hasPolicies, loadPolicies, readIgnoreFile } from "../workspace/policies.ts";
import { type TreeOptions, checkTree } from "./check-tree.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import { addHints } from "./hints.ts";
import type { CheckOptions } from "./options.ts";

/** The reports on a change. */
export interface ChangeReport {
  /** By the policies of the base, compared with the base: this decides. */
  readonly report: Report;
  /** By the policies of the change, where they differ: this advises. */
  readonly proposed: Report | undefined;
  /** Whether the base has no `.caregate/`, so that the change's own policies decide. */
  readonly isFirstAdoption: boolean;
}

/** The reports on a change, and the files that they are about. */
export interface ChangeCheckResult extends ChangeReport, CheckedFiles {}

/** Options of a check of a change; `base` is the revision that the change starts from. */
export interface ChangeCheckOptions extends CheckOptions {
  readonly base: string;
}

/** The results of both states of a change. */
export interface ChangeData extends Pick<ChangeReport, "isFirstAdoption"> {
  readonly data: CheckData;
}

/**
 * Evaluates a change by the policies of its base and, where they differ, by its own. A base without policies is a first
 * adoption: then those of the change decide.
 */
export async function checkAgainstBase(change: BaseComparison, asked: TreeOptions): Promise<ChangeData> {
  const { head, base, baseCommit, targets, trackedButIgnored = [] } = change;
  const { rulesFrom = { tree: base, commit: baseCommit } } = change;
  const isFirstAdoption = !hasPolicies(rulesFrom.tree);
  // Every outcome is needed to say which deployments there are; the base's are compared and never shown.
  const options: TreeOptions = { ...asked, detail: asked.detail === "explained" ? "explained" : "outcomes" };
  const governing = isFirstAdoption ? head : rulesFrom.tree;
  const policies = await loadPolicies(governing, options);
  const source: Snapshot["policies"] = isFirstAdoption
    ? { source: "head", commit: head.location?.commit ?? null }
    : { source: "base", commit: rulesFrom.commit };
  const state = { governing, policies: source, targets };
  const headResult = await checkTree({ ...state, tree: head, trackedButIgnored }, policies, options);
  const baseResult = await checkTree({ ...state, tree: base }, policies, { ...options, detail: "outcomes" });

  const headPolicies = isFirstAdoption ? policies : await loadPolicies(head, options);
  const basePolicies = rulesFrom.tree === base ? policies : await loadPolicies(base, options);
  const isAsIn = (tree: Tree, { ruleSet }: LoadedPolicies): boolean =>
    headPolicies.ruleSet.digest === ruleSet.digest && readIgnoreFile(head) === readIgnoreFile(tree);
  const isSame = isAsIn(base, basePolicies) || isAsIn(rulesFrom.tree, policies);
  const own: Snapshot = {
    tree: head,
    governing: head,
    policies: { source: "head", commit: null },
    targets,
    trackedButIgnored,
  };
  const headByOwnPolicies = isFirstAdoption || isSame ? null : await checkTree(own, headPolicies, options);
  const comparison = { commit: baseCommit, gate: policies.ruleSet.gate, base: baseResult, headByOwnPolicies };
  return { data: { head: headResult, change: comparison }, isFirstAdoption };
}

/** Reports on a change between two trees. Policies that it brings decide nothing yet, but have to be valid. */
export async function checkComparison(change: BaseComparison, options: TreeOptions): Promise<ChangeReport> {
  const { data, isFirstAdoption } = await checkAgainstBase(change, options);
  const { report, proposed } = decideVerdict(data);
  return { report: await addHints(report), proposed: proposed && (await addHints(proposed)), isFirstAdoption };
}

/**
 * Checks the working tree, or the commit `ref`, as a change of `base`.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export async function checkChange(options: ChangeCheckOptions): Promise<ChangeCheckResult> {
  const opened = openSnapshots(options);
  if (!("comparison" in opened)) throw new TypeError("a check of a change needs a base");
  const reports = await checkComparison(opened.comparison, options);
  return { ...reports, ...describeFiles(opened.comparison.head, options) };
}
