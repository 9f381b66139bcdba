import { relative, resolve, sep } from "node:path";
import { historyOf } from "../documents/git.ts";
import type { Tree } from "../documents/tree.ts";
import { workingTree } from "../documents/working-tree.ts";
import { policyChangeMarkdown } from "../change/markdown.ts";
import { compareTrees } from "../commands/diff.ts";
import type { Report } from "../model/finding.ts";
import { markdownText } from "../report/escape.ts";
import { type JudgedChange, judgeChange } from "../commands/change.ts";
import { commonRoot } from "../commands/roots.ts";
import { type Strictness, judgeState, rulesOf } from "../commands/state.ts";
import { type Baseline, findBaseline } from "./baseline.ts";
import { type Touches, touchedLines } from "./changed-lines.ts";
import type { Occasion } from "./event.ts";
import type { Item } from "./items.ts";
import { policyItems } from "./policy-items.ts";
import type { GitHub } from "./github.ts";
import type { Inputs } from "./inputs.ts";

/** What a step of a workflow judged. */
export interface Judged extends JudgedChange {
  /** Absolute path that the report's paths start from. */
  readonly root: string;
  readonly baseline: Baseline | undefined;
  readonly touches: Touches;
  /** What the rules that the change brings mean. */
  readonly meaning: Meaning;
}

/** What rules that a change brings mean. */
export interface Meaning {
  /** As Markdown that is safe to show; empty where it brings none. */
  readonly text: string;
  /** What it loosens, on the lines that loosen it. */
  readonly items: readonly Item[];
}

const nothing: Meaning = { text: "", items: [] };

/** What the rules that a change brings mean. It advises, so that a mistake in finding out decides nothing. */
async function meaningOf(before: Tree, after: Tree, asOf: string): Promise<Meaning> {
  try {
    const change = await compareTrees({ before, after }, asOf);
    return { text: policyChangeMarkdown(change), items: policyItems(change, await rulesOf(after, { asOf })) };
  } catch (error) {
    const why = markdownText(error instanceof Error ? error.message : String(error));
    return { text: `What they mean cannot be told: ${why}`, items: [] };
  }
}

/** The checkout. Where git cannot say what of it is tracked, all of it counts, whatever ignore files leave out. */
function headOf(root: string): { head: Tree; trackedThoughIgnored: readonly string[] } {
  const files = workingTree(root);
  const tracked = historyOf(root)?.trackedThoughIgnored();
  return tracked
    ? { head: files, trackedThoughIgnored: tracked }
    : { head: { ...files, tracked: true }, trackedThoughIgnored: [] };
}

/** Judges what a workflow run is about: a change by the rules of its base, everything else by its own. */
export async function judgeOccasion(
  occasion: Occasion,
  inputs: Inputs,
  github: GitHub,
  workspace: string,
  asOf: string,
): Promise<Judged> {
  const targets = (inputs.paths.length > 0 ? inputs.paths : ["."]).map((path) => resolve(workspace, path));
  // With reasons for what does not apply, which the page for the auditor tells.
  const strictness: Strictness = { asOf, explainAll: true, ...(inputs.failOn ? { failOn: inputs.failOn } : {}) };
  const baseline = await findBaseline(targets, workspace, occasion, inputs, github);
  const root = baseline?.root ?? commonRoot(targets);
  const { head, trackedThoughIgnored } = headOf(root);
  if (baseline) {
    const change = { head, base: baseline.tree, baseCommit: baseline.commit, targets, trackedThoughIgnored };
    const judged = await judgeChange(change, strictness);
    const touches = touchedLines(baseline.tree, head);
    const meaning = judged.proposed ? await meaningOf(baseline.tree, head, asOf) : nothing;
    return { ...judged, root, baseline, touches, meaning };
  }
  const policies = { source: "head", commit: occasion.sha || null } as const;
  const state = { tree: head, governing: head, policies, targets, trackedThoughIgnored };
  const report = await judgeState(state, await rulesOf(head, strictness), strictness);
  return { report, proposed: undefined, adoption: false, root, baseline, touches: () => true, meaning: nothing };
}

/** Where the rules came from, in words. */
export function judgedBy({ adoption, baseline }: Judged, { policies }: Report): string {
  if (adoption) return "the rules that this change brings, for its base has none";
  if (baseline) return `the rules of the base at ${baseline.commit.slice(0, 12)}`;
  return policies.commit === null ? "its own rules" : `its own rules at ${policies.commit.slice(0, 12)}`;
}

/** The way from one folder to a file below another, with forward slashes. */
export const pathFrom = (start: string, root: string, file: string): string =>
  relative(start, resolve(root, file)).split(sep).join("/");
