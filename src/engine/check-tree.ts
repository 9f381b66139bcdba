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
import { type DeploymentSource, openDeployments } from "../workspace/deployments.ts";
import type { Snapshot } from "../workspace/open.ts";
import { type LoadedPolicies, loadPolicies } from "../workspace/policies.ts";
import { evaluateFile } from "./evaluate-file.ts";
import { addHints } from "./hints.ts";
import type { EvaluationOptions, RunOptions } from "./options.ts";
import { runPool } from "./pool.ts";

/** How the deployments of a state of a repository are evaluated. */
export interface TreeOptions extends EvaluationOptions, RunOptions {
  /** The files to evaluate, of those that are found (default: all). */
  readonly filter?: ((file: string) => boolean) | undefined;
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
  found: DeploymentSource,
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
  { files, named, load }: Pick<DeploymentSource, "files" | "named" | "load">,
  options: TreeOptions,
): Promise<FileResult[]> {
  const { asOf, failOn, detail, onProgress, threads } = options;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const evaluate = async (file: string): Promise<FileResult> => {
    const result = await evaluateFile(file, load, policies, options);
    onProgress?.(Math.min(Atomics.load(next, 0), files.length), files.length);
    return result;
  };
  const { ruleSet } = policies;
  const own = { asOf, failOn, detail };
  const task = { root: snapshot.tree.root, options: own, files, named: [...named], digest: ruleSet.digest, next };
  // A thread opens the working tree by itself; no other state can be sent to it.
  const helpers = snapshot.policies.source === "working-tree" ? threads : undefined;
  return runPool(task, helpers, ruleSet, evaluate);
}

/** Evaluates the deployments of a snapshot by the policies of the state that governs. */
export async function checkTree(
  snapshot: Snapshot,
  policies: LoadedPolicies,
  options: TreeOptions,
): Promise<TreeResult> {
  const found = openDeployments(snapshot, policies, options);
  const files = found.files.filter(options.filter ?? (() => true));
  options.onDiscovered?.(files.length);
  const yields = await evaluateFiles(snapshot, policies, { ...found, files }, options);
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
  return addHints(assembleReport(outset, yields));
}
