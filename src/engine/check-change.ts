import { type CheckData, decideVerdict } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import type { BaseComparison, Snapshot } from "../workspace/open.ts";
import { hasPolicies, loadPolicies, readIgnoreFile } from "../workspace/policies.ts";
import { type TreeOptions, checkTree } from "./check-tree.ts";
import { addHints } from "./hints.ts";

export type { BaseComparison } from "../workspace/open.ts";

/** The reports on a change. */
export interface ChangeReport {
  /** By the policies of the base, compared with the base: this decides. */
  readonly report: Report;
  /** By the policies of the change, where they differ: this advises. */
  readonly proposed: Report | undefined;
  /** Whether the base has no `.caregate/`, so that the change's own policies decide. */
  readonly adoption: boolean;
}

/** The results of both states of a change. */
export interface ChangeResult extends Pick<ChangeReport, "adoption"> {
  readonly matter: CheckData;
}

/**
 * Evaluates a change by the policies of its base and, where they differ, by its own. A base without policies is a first
 * adoption: then those of the change decide.
 */
export async function checkAgainstBase(change: BaseComparison, asked: TreeOptions): Promise<ChangeResult> {
  const { head, base, baseCommit, targets, trackedButIgnored = [] } = change;
  const adoption = !hasPolicies(base);
  // Every outcome is needed to say which deployments there are; the base's are compared and never shown.
  const options: TreeOptions = { ...asked, detail: asked.detail === "explained" ? "explained" : "outcomes" };
  const governing = adoption ? head : base;
  const policies = await loadPolicies(governing, options);
  const source: Snapshot["policies"] = adoption
    ? { source: "head", commit: head.location?.commit ?? null }
    : { source: "base", commit: baseCommit };
  const state = { governing, policies: source, targets };
  const now = await checkTree({ ...state, tree: head, trackedButIgnored }, policies, options);
  const before = await checkTree({ ...state, tree: base }, policies, { ...options, detail: "outcomes" });

  const headPolicies = adoption ? policies : await loadPolicies(head, options);
  const isSame =
    headPolicies.ruleSet.digest === policies.ruleSet.digest && readIgnoreFile(head) === readIgnoreFile(base);
  const own: Snapshot = {
    tree: head,
    governing: head,
    policies: { source: "head", commit: null },
    targets,
    trackedButIgnored,
  };
  const proposed = adoption || isSame ? null : await checkTree(own, headPolicies, options);
  return { matter: { now, change: { commit: baseCommit, gate: policies.ruleSet.gate, before, proposed } }, adoption };
}

/** Reports on a change. Policies that it brings decide nothing yet, but have to be valid. */
export async function reportOnChange(change: BaseComparison, options: TreeOptions): Promise<ChangeReport> {
  const { matter, adoption } = await checkAgainstBase(change, options);
  const { report, proposed } = decideVerdict(matter);
  return { report: await addHints(report), proposed: proposed && (await addHints(proposed)), adoption };
}
