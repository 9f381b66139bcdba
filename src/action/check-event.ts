import { relative, resolve } from "node:path";
import { openGitRepository } from "../repository/git/repository.ts";
import { readCheckoutHead, readOriginUrl } from "../repository/git/checkout-head.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import { policyChangeMarkdown } from "../output/diff/markdown.ts";
import { diffTrees } from "../cli/commands/diff.ts";
import type { Report } from "../model/report.ts";
import { markdownText } from "../output/text/markdown.ts";
import { type ChangeReport, reportOnChange } from "../engine/check-change.ts";
import { commonRoot } from "../workspace/roots.ts";
import { type EvaluationOptions, reportOnTree, loadPolicies } from "../engine/check-tree.ts";
import { toPosix } from "../util/path.ts";
import { type BaseSnapshot, findBase } from "./base-tree.ts";
import { assertCheckedOut, isAddressOf } from "./checkout.ts";
import { type IsChanged, changedLines } from "./changed-lines.ts";
import type { WorkflowEvent } from "./event.ts";
import type { ReviewItem } from "./review-items.ts";
import { policyItems } from "./policy-review-items.ts";
import type { GitHub } from "./github/client.ts";
import type { Inputs } from "./inputs.ts";

/** What a step of a workflow judged. */
export interface CheckedEvent extends ChangeReport {
  /** Absolute path that the report's paths start from. */
  readonly root: string;
  /** The commit whose lines are shown. */
  readonly sha: string;
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
    const change = await diffTrees({ before, after }, asOf);
    return { text: policyChangeMarkdown(change), items: policyItems(change, await loadPolicies(after, { asOf })) };
  } catch (error) {
    const why = markdownText(error instanceof Error ? error.message : String(error));
    return { text: `What they mean cannot be told: ${why}`, items: [] };
  }
}

/** The checkout. Where git cannot say what of it is tracked, all of it counts, whatever ignore files leave out. */
function headOf(root: string): { head: Tree; trackedButIgnored: readonly string[] } {
  const files = workingTree(root);
  const tracked = openGitRepository(root)?.trackedButIgnored();
  return tracked
    ? { head: files, trackedButIgnored: tracked }
    : { head: { ...files, tracked: true }, trackedButIgnored: [] };
}

/** The server that a run belongs to. */
export interface Host {
  readonly github: GitHub;
  /** Address, such as `https://github.com`. */
  readonly server: string;
}

/** Judges what a workflow run is about: a change by the rules of its base, another branch by those of the default one. */
export async function checkEvent(
  event: WorkflowEvent,
  inputs: Inputs,
  { github, server }: Host,
  workspace: string,
  asOf: string,
): Promise<CheckedEvent> {
  const targets = (inputs.paths.length > 0 ? inputs.paths : ["."]).map((path) => resolve(workspace, path));
  // With reasons for what does not apply, which the page for the auditor tells.
  const strictness: EvaluationOptions = { asOf, explainAll: true, ...(inputs.failOn ? { failOn: inputs.failOn } : {}) };
  const here = commonRoot(targets);
  const checkedOut = readCheckoutHead(here);
  assertCheckedOut(event, checkedOut);
  const notes: string[] = [];
  const isOwnOrigin = isAddressOf(readOriginUrl(here) ?? "", server, event.owner, event.repository);
  const sources = { history: openGitRepository(here), github, isOwnOrigin, notes };
  const baseline = await findBase({ targets, workspace, head: checkedOut }, event, inputs, sources);
  const root = baseline?.root ?? here;
  const sha = event.expectedHead ?? checkedOut?.commit ?? event.sha;
  const { head, trackedButIgnored } = headOf(root);
  if (baseline) {
    const { rules, start } = baseline;
    const change = { head, base: start.tree, baseCommit: start.commit, rulesFrom: rules, targets, trackedButIgnored };
    const judged = await reportOnChange(change, strictness);
    const touches = changedLines(start.tree, head);
    const meaning = judged.proposed ? await reviewPolicies(start.tree, head, asOf) : nothing;
    return { ...judged, root, sha, baseline, notes: [...new Set(notes)], touches, meaning };
  }
  const policies = { source: "head", commit: sha || null } as const;
  const state = { tree: head, governing: head, policies, targets, trackedButIgnored };
  const report = await reportOnTree(state, await loadPolicies(head, strictness), strictness);
  const own = { proposed: undefined, adoption: false, touches: () => true, meaning: nothing };
  return { report, root, sha, baseline, notes, ...own };
}

/** Where the rules came from, in words. */
export function describePolicySource({ adoption, baseline }: CheckedEvent, { policies }: Report): string {
  if (adoption) return "the rules that this change brings, for its base has none";
  if (baseline) return `the rules of the base at ${baseline.rules.commit.slice(0, 12)}`;
  return policies.commit === null ? "its own rules" : `its own rules at ${policies.commit.slice(0, 12)}`;
}

/** The way from one folder to a file below another, with forward slashes. */
export const pathFrom = (start: string, root: string, file: string): string =>
  toPosix(relative(start, resolve(root, file)));
