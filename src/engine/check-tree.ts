import { isAbsolute, relative, resolve } from "node:path";
import { type FileResult, type RunMetadata, assembleReport } from "../evaluate/assemble-report.ts";
import type { TreeResult } from "../evaluate/verdict.ts";
import type { Report, RunTarget } from "../model/report.ts";
import { readConfig } from "../policy/config.ts";
import type { PolicyBundle } from "../policy/rule-set.ts";
import { readWaiver, waivedDeployment } from "../policy/waivers.ts";
import { toPosix } from "../util/path.ts";
import { sha256 } from "../util/hash.ts";
import { version } from "../version.ts";
import {
  type DeploymentFile,
  type LoadDeployments,
  createDeploymentLoader,
  discoverFiles,
} from "../workspace/deployments.ts";
import type { DiscoveryResult } from "../repository/discover.ts";
import type { Tree } from "../repository/tree.ts";
import type { Snapshot } from "../workspace/open.ts";
import { type LoadedPolicies, loadPolicies } from "../workspace/policies.ts";
import { type TracedResult, createFileEvaluator } from "./evaluate-file.ts";
import { addHints } from "./hints.ts";
import type { EvaluationOptions, RunOptions } from "./options.ts";
import { runPool } from "./pool.ts";
import { type ResultCache, openResultCache } from "./result-cache.ts";

/** How the deployments of a state of a repository are evaluated. */
export interface TreeOptions extends EvaluationOptions, RunOptions {
  /** The files to evaluate, of those that are found (default: all). */
  readonly filter?: ((file: string) => boolean) | undefined;
  /** Receives each file with its deployments as it is read in this thread, before it is evaluated. */
  readonly onLoaded?: ((file: DeploymentFile) => void) | undefined;
}

const digestsOf = ({ files }: PolicyBundle): [string, string][] =>
  files.map(({ file, bytes }) => [file, sha256(bytes)]);

function runTargetOf({ tree: { root, location }, targets }: Snapshot, { failOn }: EvaluationOptions): RunTarget | null {
  if (!location) return null;
  const paths = targets.map((target) => (isAbsolute(target) ? toPosix(relative(root, target)) : target) || ".");
  return { ...location, targets: paths, failOn: failOn ?? null };
}

function buildRunMetadata(
  snapshot: Snapshot,
  { governance, ruleSet }: LoadedPolicies,
  found: DiscoveryResult,
  options: EvaluationOptions,
): RunMetadata {
  const { root } = snapshot.tree;
  // Only a check of the whole repository can say that a deployment does not exist.
  const isWhole = snapshot.targets.includes(root);
  return {
    asOf: options.asOf,
    toolVersion: version,
    policies: { ...snapshot.policies, digest: ruleSet.digest },
    judged: runTargetOf(snapshot, options),
    rules: ruleSet.rules.length,
    target: relative(root, resolve(root, snapshot.targets[0] ?? ".")) || ".",
    mayBeEmpty: isWhole && readConfig(ruleSet.config).expects === "none",
    waived: isWhole ? governance.waivers.map(readWaiver).map(waivedDeployment) : null,
    diagnostics: [...ruleSet.diagnostics, ...found.diagnostics],
    notEvaluated: [...ruleSet.notEvaluated, ...found.notEvaluated],
    digests: new Map(digestsOf(governance)),
  };
}

/** Evaluates the files of a snapshot one by one, in this thread and in those that options allow. */
async function evaluateFiles(
  snapshot: Snapshot,
  policies: LoadedPolicies,
  { files, named }: Pick<DiscoveryResult, "files" | "named">,
  options: TreeOptions,
  cache: ResultCache | undefined,
): Promise<FileResult[]> {
  const { asOf, failOn, detail, onProgress, onLoaded, threads } = options;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const open = (tree: Tree): LoadDeployments => {
    const load = createDeploymentLoader({ ...snapshot, tree }, policies, options, named);
    if (!onLoaded) return load;
    return async (file) => {
      const loaded = await load(file);
      onLoaded(loaded);
      return loaded;
    };
  };
  const evaluateOne = createFileEvaluator(snapshot.tree, open, policies, options, cache !== undefined);
  const evaluate = async (file: string): Promise<TracedResult> => {
    const result = await evaluateOne(file);
    onProgress?.(Math.min(Atomics.load(next, 0), files.length), files.length);
    return result;
  };
  const { ruleSet } = policies;
  const own = { asOf, failOn, detail };
  const task = {
    root: snapshot.tree.root,
    options: own,
    files,
    named: [...named],
    digest: ruleSet.digest,
    next,
    isTraced: cache !== undefined,
  };
  // A thread opens the working tree by itself; no other state can be sent to it.
  const helpers = snapshot.policies.source === "working-tree" ? threads : undefined;
  return runPool(task, helpers, ruleSet, evaluate, cache?.keep);
}

/** The results of files, of which those that a cache has are not evaluated. */
async function resultsOf(
  files: readonly string[],
  cache: ResultCache | undefined,
  evaluate: (files: readonly string[]) => Promise<FileResult[]>,
): Promise<FileResult[]> {
  const known = files.flatMap((file) => cache?.find(file) ?? []);
  const done = new Set(known.map(({ file }) => file));
  return [...known, ...(await evaluate(files.filter((file) => !done.has(file))))];
}

/** Evaluates the deployments of a snapshot by the policies of the state that governs. */
export async function checkTree(
  snapshot: Snapshot,
  policies: LoadedPolicies,
  options: TreeOptions,
): Promise<TreeResult> {
  const found = discoverFiles(snapshot, policies.ruleSet);
  const files = found.files.filter(options.filter ?? (() => true));
  options.onDiscovered?.(files.length);
  const { cache: kept } = options;
  const cache = kept && openResultCache(kept, snapshot, policies, options, found.named);
  const yields = await resultsOf(files, cache, (rest) =>
    evaluateFiles(snapshot, policies, { files: [...rest], named: found.named }, options, cache),
  );
  const { rules, waivers } = policies.ruleSet;
  return {
    metadata: buildRunMetadata(snapshot, policies, found, options),
    rules,
    waivers,
    files: found.files,
    fileResults: yields,
  };
}

/**
 * Reports on the deployments of a snapshot.
 * @param policies those of the state that governs (default: loaded by the options)
 */
export async function checkSnapshot(
  snapshot: Snapshot,
  options: TreeOptions,
  policies?: LoadedPolicies,
): Promise<Report> {
  const loaded = policies ?? (await loadPolicies(snapshot.governing, options));
  const { metadata: outset, fileResults: yields } = await checkTree(snapshot, loaded, options);
  return addHints(assembleReport(outset, yields), loaded.governance.own);
}
