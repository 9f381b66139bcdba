import { existsSync, readdirSync } from "node:fs";
import { isAbsolute, join, relative, resolve } from "node:path";
import {
  type CheckoutHead,
  commonRoot,
  createLineReader,
  type LineReader,
  loadPolicies,
  type Opened,
  openGitRepository,
  openWorkingTree,
  readCheckoutHead,
  readOriginUrl,
  realTarget,
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
import { type OpenedCheck, mergeOpenedShards } from "../engine/shard/check-shard.ts";
import { toPosix } from "../util/path.ts";
import { type BaseSnapshot, GIT_TIMEOUT, findBase } from "./base-tree.ts";
import { assertCheckedOut, isAddressOf } from "./checkout.ts";
import { type IsChanged, changedLines } from "./changed-lines.ts";
import type { WorkflowEvent } from "./event.ts";
import type { ReviewItem } from "./review-items.ts";
import { policyItems } from "./policy-review-items.ts";
import type { GitHost } from "./host.ts";
import { InputError, type Inputs } from "./inputs.ts";
import { readShards } from "./read-shards.ts";

/** What a workflow run checks, before any manifest is evaluated. */
export interface OpenedEvent {
  /** The states to evaluate, and how. */
  readonly check: OpenedCheck;
  /** Absolute path that the report's paths start from. */
  readonly root: string;
  /** Absolute path of the top of the checkout; without git, the workspace. */
  readonly top: string;
  /** The commit whose lines are shown. */
  readonly sha: string;
  /** The commit that is checked out; undefined if git cannot find it. */
  readonly commit: string | undefined;
  /** Absolute paths, or globs from the workspace, that are checked. */
  readonly targets: readonly string[];
  readonly line: LineReader;
  /** The files of the last commit of the change; undefined if it cannot be read, or if there is no base to compare with. */
  readonly headTree: () => Tree | undefined;
  readonly baseline: BaseSnapshot | undefined;
  /** Remarks for the reader on how the base was found. */
  readonly notes: readonly string[];
}

/** The result of the check of a workflow run, with what is needed to publish it. */
export interface CheckedEvent extends OpenedEvent, ChangeReport {
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

/** The files of a commit: those of the checkout if it is checked out, else from git. */
function treeOf(commit: string, root: string, checkedOut: CheckoutHead | undefined, head: Tree): Tree | undefined {
  if (checkedOut?.commit === commit) return head;
  const history = openGitRepository(root);
  if (!history || !(history.commit(commit) === commit || history.fetch(commit, GIT_TIMEOUT))) return undefined;
  return history.tree(commit, root);
}

/** @throws InputError if the path leads out of the workspace */
function insideOf(workspace: string, path: string): string {
  const target = resolve(workspace, path);
  const [first] = toPosix(relative(workspace, target)).split("/");
  if (first === ".." || isAbsolute(relative(workspace, target)))
    throw new InputError(`the input \`paths\` leads out of the workspace: \`${path}\``);
  return target;
}

/** The most entries of the workspace that are searched for a checkout. */
const MAX_ENTRIES = 200;

/**
 * The folder to check if no path is given: the workspace, or the one checkout in a folder of it, as `actions/checkout` makes
 * it with `path`.
 * @throws InputError if there are several
 */
function defaultTarget(workspace: string): string {
  const isCheckout = (folder: string): boolean => existsSync(join(folder, ".git"));
  if (topOfCheckout(workspace) !== undefined) return workspace;
  const folders = readdirSync(workspace, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .slice(0, MAX_ENTRIES)
    .map(({ name }) => name)
    .filter((name) => isCheckout(join(workspace, name)));
  if (folders.length > 1)
    throw new InputError(
      `the workspace has several checkouts, ${folders.map((name) => `\`${name}\``).join(", ")}: name one of them in the input \`paths\``,
    );
  return folders[0] === undefined ? workspace : join(workspace, folders[0]);
}

/** The states to evaluate: a change with the policies of its base, or the checkout with its own. */
function statesOf(head: Tree, baseline: BaseSnapshot | undefined, sha: string, targets: readonly string[]): Opened {
  if (baseline) {
    const { base, start } = baseline;
    return { comparison: { head, base: base.tree, baseCommit: base.commit, start, targets } };
  }
  const policies = { source: "head", commit: sha || null } as const;
  return { snapshot: { tree: head, governing: head, policies, targets } };
}

/**
 * Finds what a workflow run checks: a change with the policies of its base, the default branch with its own, and any other
 * branch with those of the default branch.
 * @throws CheckoutError if another commit is checked out; InputError if a path leads out of the workspace; BaselineError if the base cannot be found
 */
export async function openEvent(
  event: WorkflowEvent,
  inputs: Inputs,
  host: GitHost,
  workspace: string,
  asOf: string,
): Promise<OpenedEvent> {
  const given = inputs.paths.map((path) => insideOf(workspace, path));
  const targets = given.length > 0 ? given : [defaultTarget(workspace)];
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
  const commit = checkedOut?.commit;
  const opened = statesOf(head, baseline, sha, targets);
  return {
    check: { opened, commit: commit ?? null, targets, cwd: root, options },
    root,
    top: topOfCheckout(root) ?? workspace,
    sha,
    commit,
    targets,
    line: createLineReader(head),
    headTree: () => (baseline ? treeOf(sha, root, checkedOut, head) : undefined),
    baseline,
    notes: [...new Set(notes)],
  };
}

/**
 * The shards to merge. None may come from the checkout: a change could bring shards that it wrote itself.
 * @throws InputError if a path is in the checkout; MergeError if it cannot be read
 */
function shardsToMerge(paths: readonly string[], workspace: string, top: string) {
  const shards = paths.map((path) => realTarget(resolve(workspace, path)));
  for (const [i, shard] of shards.entries()) {
    const [first] = toPosix(relative(realTarget(top), shard)).split("/");
    if (first !== ".." && !isAbsolute(relative(realTarget(top), shard)))
      throw new InputError(
        `the input \`merge\` leads into the checkout, whose files a change can bring: \`${paths[i] ?? ""}\`; download the shards to a folder in \`\${{ runner.temp }}\``,
      );
  }
  return readShards(shards);
}

async function reportOn({ check }: OpenedEvent): Promise<ChangeReport> {
  const { opened, options } = check;
  if ("comparison" in opened) return checkComparison(opened.comparison, options);
  return { report: await checkSnapshot(opened.snapshot, options), proposed: undefined, isFirstAdoption: false };
}

/**
 * Checks what a workflow run is about, or merges the shards of such checks.
 * @throws InputError or MergeError if the shards cannot be merged
 */
export async function checkEvent(opened: OpenedEvent, inputs: Inputs, workspace: string): Promise<CheckedEvent> {
  const { check, baseline, top } = opened;
  const result =
    inputs.merge.length > 0
      ? await mergeOpenedShards(check, shardsToMerge(inputs.merge, workspace, top))
      : await reportOn(opened);
  if (!baseline || !("comparison" in check.opened))
    return { ...result, ...opened, touches: () => true, policyReview: noPolicyChange };
  const { start } = baseline;
  const { head } = check.opened.comparison;
  const touches = changedLines(start.tree, head);
  const policyReview = result.proposed ? await reviewPolicies(start.tree, head, check.options.asOf) : noPolicyChange;
  return { ...result, ...opened, touches, policyReview };
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
