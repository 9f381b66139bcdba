import { relative, resolve } from "node:path";
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
import type { Inputs } from "./inputs.ts";

/** What a step of a workflow judged. */
export interface CheckedEvent extends ChangeReport {
  /** Absolute path that the report's paths start from. */
  readonly root: string;
  /** Absolute path of the top of the checkout; outside of git, the workspace. */
  readonly top: string;
  /** The commit whose lines are shown. */
  readonly sha: string;
  readonly line: LineReader;
  readonly baseline: BaseSnapshot | undefined;
  /** What the reader has to know of how the base was found. */
  readonly notes: readonly string[];
  readonly touches: IsChanged;
  /** What the rules that the change brings mean. */
  readonly meaning: PolicyReview;
}

/** What rules that a change brings mean. */
export interface PolicyReview {
  /** As Markdown that is safe to show; empty where it brings none. */
  readonly text: string;
  /** What it loosens, on the lines that loosen it. */
  readonly items: readonly ReviewItem[];
}

const nothing: PolicyReview = { text: "", items: [] };

/** What the rules that a change brings mean. It advises, so that a mistake in finding out decides nothing. */
async function reviewPolicies(before: Tree, after: Tree, asOf: string): Promise<PolicyReview> {
  try {
    const change = await diffTrees({ before, after }, { asOf });
    return { text: policyChangeMarkdown(change), items: policyItems(change, await loadPolicies(after, { asOf })) };
  } catch (error) {
    const why = markdownText(error instanceof Error ? error.message : String(error));
    return { text: `What they mean cannot be told: ${why}`, items: [] };
  }
}

/**
 * Checks what a workflow run is about: a change by the policies of its base, another branch by those of the default
 * branch, and the default branch by its own.
 * @throws CheckoutError if another commit is checked out; BaselineError if the base cannot be found
 */
export async function checkEvent(
  event: WorkflowEvent,
  inputs: Inputs,
  host: GitHost,
  workspace: string,
  asOf: string,
): Promise<CheckedEvent> {
  const targets = (inputs.paths.length > 0 ? inputs.paths : ["."]).map((path) => resolve(workspace, path));
  // With reasons for what does not apply, which the page for the auditor tells.
  const strictness: EvaluationOptions = { asOf, detail: "explained", failOn: inputs.failOn };
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
    const judged = await checkComparison(change, strictness);
    const touches = changedLines(start.tree, head);
    const meaning = judged.proposed ? await reviewPolicies(start.tree, head, asOf) : nothing;
    return { ...judged, ...opened, touches, meaning };
  }
  const policies = { source: "head", commit: sha || null } as const;
  const state = { tree: head, governing: head, policies, targets };
  const report = await checkSnapshot(state, strictness);
  return { report, proposed: undefined, isFirstAdoption: false, ...opened, touches: () => true, meaning: nothing };
}

/** Where the rules came from, in words. */
export function describePolicySource(
  { isFirstAdoption: adoption, baseline }: CheckedEvent,
  { policies }: Report,
): string {
  if (adoption) return "the rules that this change brings, for its base has none";
  if (baseline) return `the rules of the base at ${baseline.base.commit.slice(0, 12)}`;
  return policies.commit === null ? "its own rules" : `its own rules at ${policies.commit.slice(0, 12)}`;
}

/** The way from one folder to a file below another, with forward slashes. */
export const pathFrom = (start: string, root: string, file: string): string =>
  toPosix(relative(start, resolve(root, file)));
