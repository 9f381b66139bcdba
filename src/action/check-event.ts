import { isAbsolute, relative, resolve } from "node:path";
import {
  commonRoot,
  createLineReader,
  type LineReader,
  loadPolicies,
  openGitRepository,
  openWorkingTree,
  readCheckoutHead,
  readOriginUrl,
  topOfCheckout,
  type Tree,
} from "../engine/repository.ts";
import { policyChangeMarkdown } from "../output/diff/markdown.ts";
import { diffTrees } from "../engine/diff.ts";
import type { Report } from "../model/report.ts";
import { markdownText } from "../output/text/markdown.ts";
import { type ChangeReport, checkComparison } from "../engine/check-change.ts";
import { checkSnapshot } from "../engine/check-tree.ts";
import type { EvaluationOptions } from "../engine/options.ts";
import { toPosix } from "../util/path.ts";
import { type BaseSnapshot, findBase } from "./base-tree.ts";
import { assertCheckedOut, isAddressOf } from "./checkout.ts";
import { type IsChanged, changedLines } from "./changed-lines.ts";
import type { WorkflowEvent } from "./event.ts";
import type { ReviewItem } from "./review-items.ts";
import { policyItems } from "./policy-review-items.ts";
import type { GitHost } from "./host.ts";
import { InputError, type Inputs } from "./inputs.ts";

/** The result of the check of a workflow run, with what is needed to publish it. */
export interface CheckedEvent extends ChangeReport {
  /** Absolute path that the report's paths start from. */
  readonly root: string;
  /** Absolute path of the top of the checkout; without git, the workspace. */
  readonly top: string;
  /** The commit whose lines are shown. */
  readonly sha: string;
  readonly line: LineReader;
  readonly baseline: BaseSnapshot | undefined;
  /** Remarks for the reader on how the base was found. */
  readonly notes: readonly string[];
  readonly touches: IsChanged;
  readonly policyReview: PolicyReview;
}

/** The effect of a change on the policies. */
export interface PolicyReview {
  /** As escaped Markdown; empty if the change leaves the policies as they are. */
  readonly markdown: string;
  /** One item for each rule, waiver, setting or parameter that the change loosens. */
  readonly items: readonly ReviewItem[];
}

const noPolicyChange: PolicyReview = { markdown: "", items: [] };

/** Describes the effect of a change on the policies. It only informs, so that an error in it must not change the verdict. */
async function reviewPolicies(before: Tree, after: Tree, asOf: string): Promise<PolicyReview> {
  try {
    const change = await diffTrees({ before, after }, { asOf });
    const items = policyItems(change, await loadPolicies(after, { asOf }));
    return { markdown: policyChangeMarkdown(change), items };
  } catch (error) {
    const why = markdownText(error instanceof Error ? error.message : String(error));
    return { markdown: `The effect of the new policies is unknown: ${why}`, items: [] };
  }
}

/** @throws InputError if the path leads out of the workspace */
function insideOf(workspace: string, path: string): string {
  const target = resolve(workspace, path);
  const [first] = toPosix(relative(workspace, target)).split("/");
  if (first === ".." || isAbsolute(relative(workspace, target)))
    throw new InputError(`the input \`paths\` leads out of the workspace: \`${path}\``);
  return target;
}

/**
 * Checks the commit of a workflow run: a change with the policies of its base, the default branch with its own, and any
 * other branch with those of the default branch.
 * @throws CheckoutError if another commit is checked out; InputError if a path leads out of the workspace; BaselineError if the base cannot be found
 */
export async function checkEvent(
  event: WorkflowEvent,
  inputs: Inputs,
  host: GitHost,
  workspace: string,
  asOf: string,
): Promise<CheckedEvent> {
  const targets = (inputs.paths.length > 0 ? inputs.paths : ["."]).map((path) => insideOf(workspace, path));
  // The HTML report also explains outcomes that do not apply.
  const options: EvaluationOptions = { asOf, detail: "explained", failOn: inputs.failOn };
  const here = commonRoot(targets);
  const checkedOut = readCheckoutHead(here);
  assertCheckedOut(event, checkedOut);
  const repository = openGitRepository(here);
  const notes: string[] = [];
  const isOwnOrigin = isAddressOf(readOriginUrl(here) ?? "", event.server, event.owner, event.repository);
  const sources = { history: repository, host, isOwnOrigin, notes };
  const baseline = await findBase({ targets, workspace, head: checkedOut }, event, inputs, sources);
  const root = baseline?.root ?? here;
  const head = openWorkingTree(root, root === here ? repository : openGitRepository(root));
  const sha = event.expectedHead ?? checkedOut?.commit ?? event.sha;
  const top = topOfCheckout(root) ?? workspace;
  const opened = { root, top, sha, line: createLineReader(head), baseline, notes: [...new Set(notes)] };
  if (baseline) {
    const { base, start } = baseline;
    const change = { head, base: base.tree, baseCommit: base.commit, start, targets };
    const result = await checkComparison(change, options);
    const touches = changedLines(start.tree, head);
    const policyReview = result.proposed ? await reviewPolicies(start.tree, head, asOf) : noPolicyChange;
    return { ...result, ...opened, touches, policyReview };
  }
  const policies = { source: "head", commit: sha || null } as const;
  const state = { tree: head, governing: head, policies, targets };
  const report = await checkSnapshot(state, options);
  const unchanged = { proposed: undefined, isFirstAdoption: false, policyReview: noPolicyChange };
  return { report, ...unchanged, ...opened, touches: () => true };
}

/** The source of the policies, in words: the page says `Checked with` and this. */
export function describePolicySource({ isFirstAdoption, baseline }: CheckedEvent, { policies }: Report): string {
  if (isFirstAdoption) return "the policies of this change, because its base has none";
  if (baseline) return `the policies of the base at ${baseline.base.commit.slice(0, 12)}`;
  return policies.commit === null ? "its own policies" : `its own policies at ${policies.commit.slice(0, 12)}`;
}

/** The path of a file from another folder, with forward slashes. */
export const pathFrom = (start: string, root: string, file: string): string =>
  toPosix(relative(start, resolve(root, file)));
