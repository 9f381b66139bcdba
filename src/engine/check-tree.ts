import { isAbsolute, relative, resolve } from "node:path";
import { type DiscoveryResult, discover } from "../repository/discover.ts";
import { type DocumentLoader, type LoadOptions, loadFile } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { toPosix } from "../util/path.ts";
import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { sha256 } from "../util/hash.ts";
import {
  type RunTarget,
  type NotEvaluated,
  type OpenQuestion,
  type Report,
  type Severity,
  type OutcomeCounts,
  zeroCounts,
  isUnmet,
} from "../model/finding.ts";
import type { Json } from "../util/json.ts";
import { type RunMetadata, type FileResult, assembleReport } from "../evaluate/assemble-report.ts";
import type { TreeResult } from "../evaluate/verdict.ts";
import { evaluateDeployment } from "../evaluate/evaluate-deployment.ts";
import { type EvidenceStore, createEvidenceStore } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import { inputType } from "../policy/input-type.ts";
import { CAREGATE_DIR, readBundle } from "../policy/bundle.ts";
import type { Packs } from "../policy/packs.ts";
import { type PolicyBundle, type RuleSet, buildRuleSet } from "../policy/rule-set.ts";
import { readWaiver, waivedDeployment } from "../policy/waivers.ts";
import { describeField } from "../schema/describe.ts";
import { validate } from "../schema/validate.ts";
import { version } from "../version.ts";
import { limitHeapGrowth, tuneForThroughput } from "../cli/v8-flags.ts";
import { loadPacks } from "../workspace/packs.ts";
import type { Progress } from "../cli/progress.ts";
import { type PoolOptions, runPool } from "./pool.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import { deploymentRef } from "../evaluate/finding.ts";
import { usable } from "../evidence/reference.ts";

/** How strictly to judge, and by which date. */
export interface EvaluationOptions {
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** The least severity that shuts the gate, or `never`; by default the repository's setting, else medium. */
  readonly failOn?: Severity | "never";
  /** Whether passes, too, come with an explanation. */
  readonly explainAll?: boolean;
  /** Whether nothing but what is open is told of; the rest is counted. */
  readonly openAlone?: boolean;
}

/** The files of a state of a repository that its settings have looked at. */
export function discoverFiles(state: Snapshot, { config }: RuleSet): DiscoveryResult {
  const { tree, governing, targets, trackedButIgnored = [] } = state;
  const [paths, exclude] = [stringsIn(config?.value["paths"]), stringsIn(config?.value["exclude"])];
  return discover(tree, targets, {
    governing,
    trackedButIgnored,
    ...(paths ? { paths } : {}),
    ...(exclude ? { exclude } : {}),
  });
}

const stringsIn = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;

/** The kind of the documents that are judged. */
export const MANIFEST = "AIDeployment";

/** The state of a repository to judge, and the one whose rules judge it. */
export interface Snapshot {
  readonly tree: Tree;
  /** Whose `.caregate/` and `.caregateignore` count. */
  readonly governing: Tree;
  /** How the report names the rules. */
  readonly policies: Pick<Report["policies"], "source" | "commit">;
  /** Absolute paths, or paths or globs from the root. */
  readonly targets: readonly string[];
  readonly trackedButIgnored?: readonly string[];
  /** Whether documents that no manifest names are left alone, as where nobody is told of them. */
  readonly manifestsAlone?: boolean;
  /** Reads the documents of its files; anew unless told. */
  readonly load?: DocumentLoader;
}

/** The rules of a state of a repository, and what they were read from. */
export interface LoadedPolicies {
  readonly governance: PolicyBundle;
  readonly ruleSet: RuleSet;
}

/**
 * Reads the rules of a state of a repository.
 * @param packs the policies beside its own; those that are built in unless told
 * @param load reads the documents of its files; anew unless told
 */
export async function loadPolicies(
  governing: Tree,
  { asOf, failOn }: EvaluationOptions,
  packs?: Packs,
  load?: DocumentLoader,
): Promise<LoadedPolicies> {
  const governance = await readBundle(governing, load);
  const severity = failOn === "never" ? undefined : failOn;
  const ruleSet = buildRuleSet({
    packs: packs ?? (await loadPacks()),
    governance,
    asOf,
    ...(severity ? { failOn: severity } : {}),
    ...(governance.policies.length > 0 ? { context: await inputType() } : {}),
  });
  return { governance, ruleSet };
}

/** Rules of which none is set aside. */
export function withoutWaivers({ governance, ruleSet }: LoadedPolicies): LoadedPolicies {
  return { governance: { ...governance, waivers: [] }, ruleSet: { ...ruleSet, waivers: [] } };
}

/** What a file holds, whatever lies in the others. */
interface LoadedDeployments extends Omit<FileResult, "findings" | "tally"> {
  /** Its deployments, ready to be judged. */
  readonly subjects: readonly EvaluationInput[];
}

/** Reads the deployments of a file with their evidence; whatever else of ours it holds is checked for form. */
export type LoadDeployments = (file: string) => Promise<LoadedDeployments>;

/** The files of a state of a repository, to be looked into one by one. */
export interface DeploymentSource extends DiscoveryResult {
  readonly look: LoadDeployments;
}

/** Finds the files of a state of a repository that may hold manifests. */
export function openDeployments(state: Snapshot, rules: LoadedPolicies, asOf: string): DeploymentSource {
  const found = discoverFiles(state, rules.ruleSet);
  return { ...found, look: createDeploymentLoader(state, rules, asOf, found.named) };
}

/** @param named the files that were asked for by name */
export function createDeploymentLoader(
  { tree, manifestsAlone = false, load }: Pick<Snapshot, "tree" | "manifestsAlone" | "load">,
  { governance, ruleSet }: LoadedPolicies,
  asOf: string,
  named: ReadonlySet<string>,
): LoadDeployments {
  const store = createEvidenceStore(tree, { keys: governance.keys }, load);

  /** Follows a manifest's evidence and works out what rules read. */
  async function subjectOf(manifest: Document, diagnostics: Diagnostic[]): Promise<EvaluationInput> {
    const { references, diagnostics: problems } = await store.resolve(manifest, asOf);
    diagnostics.push(...problems);
    const evidence = usable(references);
    const context = buildContext({ manifest, config: ruleSet.config, references, evidence, asOf });
    return { manifest, context, references };
  }

  return async (file) => {
    const options: LoadOptions = { named: named.has(file), ...(manifestsAlone ? { kind: MANIFEST } : {}) };
    const loaded = loadFile(tree, file, options, load);
    const diagnostics: Diagnostic[] = [...loaded.diagnostics];
    const subjects: EvaluationInput[] = [];
    for (const document of loaded.documents) {
      const problems = await validate(document);
      diagnostics.push(...problems);
      if (document.kind === MANIFEST && problems.length === 0) subjects.push(await subjectOf(document, diagnostics));
    }
    const holdsManifest = loaded.documents.some(({ kind }) => kind === MANIFEST);
    const own = loaded.bytes && holdsManifest ? [[file, sha256(loaded.bytes)] as const] : [];
    return {
      file,
      subjects,
      deployments: subjects.map(({ manifest }) => deploymentRef(manifest)),
      diagnostics,
      notEvaluated: subjects.flatMap(unreadEvidence),
      digests: new Map([...own, ...subjects.flatMap((subject) => evidenceDigests(subject, store))]),
    };
  };
}

function unreadEvidence({ references }: EvaluationInput): NotEvaluated[] {
  return references.flatMap(({ file, state }) => {
    if (state.is !== "unread") return [];
    const reason = `evidence in the format ${state.format}: its digest is checked, its content is not read`;
    return [{ what: file, reason }];
  });
}

function evidenceDigests({ references }: EvaluationInput, { digests }: EvidenceStore): [string, string][] {
  return references.flatMap(({ file }): [string, string][] => {
    const digest = digests.get(file);
    return digest === undefined ? [] : [[file, digest]];
  });
}

function addCounts(a: OutcomeCounts, b: OutcomeCounts): OutcomeCounts {
  const sum = zeroCounts();
  for (const outcome of Object.keys(sum) as (keyof OutcomeCounts)[]) sum[outcome] = a[outcome] + b[outcome];
  return sum;
}

/** Judges the deployments of a file by every rule. */
export async function evaluateFile(
  file: string,
  look: LoadDeployments,
  { ruleSet }: LoadedPolicies,
  strictness: EvaluationOptions,
): Promise<FileResult> {
  const { asOf, failOn, explainAll = false, openAlone = false } = strictness;
  const settings = { failOn: ruleSet.failOn, asOf, waivers: ruleSet.waivers, explainAll };
  const { subjects, ...looked } = await look(file);
  const wanted = openAlone ? isUnmet : () => true;
  const judged = subjects.map((subject) => evaluateDeployment(ruleSet.rules, subject, settings, wanted));
  const findings = judged.flatMap((one) => one.findings);
  return {
    ...looked,
    findings:
      failOn === "never" ? findings.map((finding) => ({ ...finding, gates: false, gatesUnwaived: false })) : findings,
    tally: judged.map(({ tally }) => tally).reduce(addCounts, zeroCounts()),
    diagnostics: [...looked.diagnostics, ...judged.flatMap(({ diagnostics }) => diagnostics)],
  };
}

const digestsOf = ({ files }: PolicyBundle): [string, string][] =>
  files.map(({ file, bytes }) => [file, sha256(bytes)]);

/** What a report says of the state that was judged. */
function runTargetOf({ tree: { root, location }, targets }: Snapshot, { failOn }: EvaluationOptions): RunTarget | null {
  if (!location) return null;
  const paths = targets.map((target) => (isAbsolute(target) ? toPosix(relative(root, target)) : target) || ".");
  return { ...location, targets: paths, failOn: failOn ?? null };
}

/** What is known of a state of a repository before its files are looked into. */
function buildRunMetadata(
  state: Snapshot,
  rules: LoadedPolicies,
  found: DeploymentSource,
  strictness: EvaluationOptions,
): RunMetadata {
  const { governance, ruleSet } = rules;
  const { root } = state.tree;
  // Only a look at the whole repository can say that a deployment does not exist.
  const whole = state.targets.includes(root);
  return {
    asOf: strictness.asOf,
    toolVersion: version,
    policies: { ...state.policies, digest: ruleSet.digest },
    judged: runTargetOf(state, strictness),
    rules: ruleSet.rules.length,
    target: relative(root, resolve(root, state.targets[0] ?? ".")) || ".",
    waived: whole ? governance.waivers.map(readWaiver).map(waivedDeployment) : null,
    diagnostics: [...ruleSet.diagnostics, ...found.diagnostics],
    notEvaluated: [...ruleSet.notEvaluated, ...found.notEvaluated],
    digests: new Map(digestsOf(governance)),
  };
}

/** Files from which on a run takes long, and from which on it is to be small rather than as fast as can be. */
const [LONG, LARGE] = [500, 2000];

/** How to go through the files of a state. */
export interface RunOptions {
  /** Told how many files are done, and of how many. */
  readonly tell?: Progress["tell"] | undefined;
  /** Which of the files to look into; all unless told. */
  readonly isWanted?: ((file: string) => boolean) | undefined;
  /** Where others may help; nobody does unless told. */
  readonly threads?: PoolOptions | undefined;
}

/**
 * Judges the deployments of a state of a repository one by one.
 * @param rules those of the state that governs
 */
export async function checkTree(
  state: Snapshot,
  rules: LoadedPolicies,
  strictness: EvaluationOptions,
  { tell = () => undefined, isWanted = () => true, threads }: RunOptions = {},
): Promise<TreeResult> {
  const found = openDeployments(state, rules, strictness.asOf);
  const files = found.files.filter(isWanted);
  if (files.length >= LONG) tuneForThroughput();
  if (files.length >= LARGE) limitHeapGrowth();
  const own = (file: string): Promise<FileResult> => evaluateFile(file, found.look, rules, strictness);
  const { rules: judging, waivers, digest } = rules.ruleSet;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const told = async (file: string): Promise<FileResult> => {
    const one = await own(file);
    tell(Math.min(Atomics.load(next, 0), files.length), files.length);
    return one;
  };
  const { asOf, failOn, explainAll = false, openAlone = false } = strictness;
  const plain = { asOf, explainAll, openAlone, ...(failOn ? { failOn } : {}) };
  const task = { root: state.tree.root, strictness: plain, files, named: [...found.named], digest, next };
  const helped = threads && state.policies.source === "working-tree" ? threads : undefined;
  const yields = await runPool(task, helped, rules.ruleSet, told);
  return {
    outset: buildRunMetadata(state, rules, found, strictness),
    rules: judging,
    waivers,
    files: found.files,
    yields,
  };
}

/** Judges the manifests of a state of a repository, by the rules of the state that governs. */
export async function reportOnTree(
  state: Snapshot,
  rules: LoadedPolicies,
  strictness: EvaluationOptions,
): Promise<Report> {
  const { outset, yields } = await checkTree(state, rules, strictness);
  return addHints(assembleReport(outset, yields));
}

/** A report whose questions say what to state. */
export async function addHints(report: Report): Promise<Report> {
  return { ...report, questions: await Promise.all(report.questions.map(addHint)) };
}

/** What an organisation is stands in its settings; where there are none, the place that is shown is that of a manifest. */
const belongsElsewhere = ({ path, primary }: OpenQuestion): boolean =>
  path.startsWith("organisation.") && !primary.file.startsWith(`${CAREGATE_DIR}/`);

async function addHint(question: OpenQuestion): Promise<OpenQuestion> {
  const hint = await describeField(question.path);
  if (hint === undefined) return question;
  return { ...question, hint: belongsElsewhere(question) ? `in ${CAREGATE_DIR}/config.yaml: ${hint}` : hint };
}
