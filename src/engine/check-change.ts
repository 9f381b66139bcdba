import { type CheckData, type TreeResult, decideVerdict } from "../evaluate/verdict.ts";
import { compareDiagnostics } from "../model/diagnostic.ts";
import type { Report } from "../model/finding.ts";
import { type BaseComparison, type Snapshot, openSnapshots } from "../workspace/open.ts";
import type { Tree } from "../repository/tree.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import {
  type LoadedPolicies,
  hasPolicies,
  loadPolicies,
  readIgnoreFile,
  withProposedFields,
} from "../workspace/policies.ts";
import { type TreeOptions, checkTree } from "./check-tree.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import { addHints } from "./hints.ts";
import type { CheckOptions } from "./options.ts";
import { unreadEntriesOfChange } from "./unread-entries.ts";

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
  /** What the state that governs declares of its own. */
  readonly own: OwnFields;
  /** What the change declares of its own. */
  readonly proposedOwn: OwnFields;
}

interface GoverningState {
  readonly tree: Tree;
  readonly policies: LoadedPolicies;
}

const hasSamePolicies = (one: GoverningState, other: GoverningState): boolean =>
  one.policies.ruleSet.digest === other.policies.ruleSet.digest &&
  readIgnoreFile(one.tree) === readIgnoreFile(other.tree);

/** True if a change puts something in `.caregate/` that is wrong and changes no policy, such as a file without effect. */
const bringsErrors = ({ ruleSet: { diagnostics } }: LoadedPolicies, { ruleSet: before }: LoadedPolicies): boolean =>
  diagnostics.some(
    (one) => one.severity === "error" && !before.diagnostics.some((known) => compareDiagnostics(known, one) === 0),
  );

/** Adds errors for the submodules and links of a change that may hide a manifest. */
function withUnreadEntries(result: TreeResult, head: Tree, start: Tree): TreeResult {
  const { metadata } = result;
  const unread = unreadEntriesOfChange(head, start, metadata.notEvaluated);
  if (unread.length === 0) return result;
  return { ...result, metadata: { ...metadata, diagnostics: [...metadata.diagnostics, ...unread] } };
}

/**
 * Evaluates a change by the policies of its base and, where they differ, by its own. A base without policies is a first
 * adoption: then those of the change decide.
 */
export async function checkAgainstBase(change: BaseComparison, asked: TreeOptions): Promise<ChangeData> {
  const { head, base, baseCommit, targets, start = { commit: baseCommit, tree: base } } = change;
  const isFirstAdoption = !hasPolicies(base);
  // Every outcome is needed to say which deployments there are; the base's are compared and never shown.
  const options: TreeOptions = { ...asked, detail: asked.detail === "explained" ? "explained" : "outcomes" };
  const governing = isFirstAdoption ? head : base;
  const policies = withProposedFields(await loadPolicies(governing, options), head);
  const source: Snapshot["policies"] = isFirstAdoption
    ? { source: "head", commit: head.location?.commit ?? null }
    : { source: "base", commit: baseCommit };
  const state = { governing, policies: source, targets };
  const headResult = withUnreadEntries(await checkTree({ ...state, tree: head }, policies, options), head, start.tree);
  const baseResult = await checkTree({ ...state, tree: start.tree }, policies, { ...options, detail: "outcomes" });

  const headPolicies = isFirstAdoption ? policies : await loadPolicies(head, options);
  const own = { tree: head, policies: headPolicies };
  const isSame =
    !bringsErrors(headPolicies, policies) &&
    (hasSamePolicies(own, { tree: base, policies }) ||
      (start.tree !== base &&
        hasSamePolicies(own, { tree: start.tree, policies: await loadPolicies(start.tree, options) })));
  const governed: Snapshot = { tree: head, governing: head, policies: { source: "head", commit: null }, targets };
  const headByOwnPolicies = isFirstAdoption || isSame ? null : await checkTree(governed, headPolicies, options);
  const { gate, claims } = policies.ruleSet;
  const comparison = { commit: start.commit, gate, claims, base: baseResult, headByOwnPolicies };
  return {
    data: { head: headResult, change: comparison },
    isFirstAdoption,
    own: policies.governance.own,
    proposedOwn: headPolicies.governance.own,
  };
}

/** Reports on a change between two trees. Policies that it brings decide nothing yet, but have to be valid. */
export async function checkComparison(change: BaseComparison, options: TreeOptions): Promise<ChangeReport> {
  const { data, isFirstAdoption, own, proposedOwn } = await checkAgainstBase(change, options);
  const { report, proposed } = decideVerdict(data);
  const hinted = proposed && (await addHints(proposed, proposedOwn));
  return { report: await addHints(report, own), proposed: hinted, isFirstAdoption };
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
