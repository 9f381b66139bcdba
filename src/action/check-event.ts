import { relative, resolve } from "node:path";
import { openGitRepository } from "../repository/git/repository.ts";
import { type LineReader, createLineReader } from "../repository/line-reader.ts";
import type { Tree } from "../repository/tree.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { policyChangeMarkdown } from "../output/diff/markdown.ts";
import { diffTrees } from "../engine/diff.ts";
import type { Report } from "../model/report.ts";
import { markdownText } from "../output/text/markdown.ts";
import { type ChangeReport, checkComparison } from "../engine/check-change.ts";
import { commonRoot } from "../workspace/roots.ts";
import { checkSnapshot } from "../engine/check-tree.ts";
import type { EvaluationOptions } from "../engine/options.ts";
import { loadPolicies } from "../workspace/policies.ts";
import { toPosix } from "../util/path.ts";
import { type BaseSnapshot, findBase } from "./base-tree.ts";
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
  /** Absolute path of the top of the checkout; undefined if git does not know it. */
  readonly top: string | undefined;
  readonly line: LineReader;
  readonly baseline: BaseSnapshot | undefined;
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

/** Checks the change or commit of a workflow run: a change by the policies of its base, a commit by its own. */
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
  const baseline = await findBase(targets, workspace, event, inputs, host);
  const root = baseline?.root ?? commonRoot(targets);
  const repository = openGitRepository(root);
  const head = openWorkingTree(root, repository);
  const opened = { root, top: repository?.top, line: createLineReader(head), baseline };
  if (baseline) {
    const change = { head, base: baseline.tree, baseCommit: baseline.commit, targets };
    const judged = await checkComparison(change, strictness);
    const touches = changedLines(baseline.tree, head);
    const meaning = judged.proposed ? await reviewPolicies(baseline.tree, head, asOf) : nothing;
    return { ...judged, ...opened, touches, meaning };
  }
  const policies = { source: "head", commit: event.sha || null } as const;
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
  if (baseline) return `the rules of the base at ${baseline.commit.slice(0, 12)}`;
  return policies.commit === null ? "its own rules" : `its own rules at ${policies.commit.slice(0, 12)}`;
}

/** The way from one folder to a file below another, with forward slashes. */
export const pathFrom = (start: string, root: string, file: string): string =>
  toPosix(relative(start, resolve(root, file)));
