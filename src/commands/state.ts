import { isAbsolute, relative, resolve } from "node:path";
import { type Discovered, discover } from "../documents/discover.ts";
import { type Load, type LoadOptions, loadFile } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import { slashes } from "../documents/working-tree.ts";
import type { Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { sha256 } from "../model/digest.ts";
import {
  type Judged,
  type NotEvaluated,
  type Question,
  type Report,
  type Severity,
  type Tally,
  emptyTally,
} from "../model/finding.ts";
import type { Json } from "../model/json.ts";
import { type Outset, type Yield, assemble } from "../evaluate/assemble.ts";
import type { Gathered } from "../evaluate/decide.ts";
import { type Subject, declarationOf, isUnmet, judgeAll } from "../evaluate/judge.ts";
import { type EvidenceStore, createEvidenceStore, usable } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import { contextType } from "../policy/context-type.ts";
import { GOVERNANCE, readGovernance } from "../policy/governance.ts";
import type { Packs } from "../policy/packs.ts";
import { type Governance, type RuleSet, buildRuleSet } from "../policy/ruleset.ts";
import { readWaiver, waivedDeployment } from "../policy/waivers.ts";
import { describeField } from "../schema/describe.ts";
import { validate } from "../schema/validate.ts";
import { version } from "../version.ts";
import { keepSmall, runFast } from "./engine.ts";
import { loadPacks } from "./packs.ts";
import type { Progress } from "./progress.ts";
import { type Threads, shareOut } from "./threads.ts";

/** How strictly to judge, and by which date. */
export interface Strictness {
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
export function filesOf(state: RepositoryState, { config }: RuleSet): Discovered {
  const { tree, governing, targets, trackedThoughIgnored = [] } = state;
  const [paths, exclude] = [strings(config?.value["paths"]), strings(config?.value["exclude"])];
  return discover(tree, targets, {
    governing,
    trackedThoughIgnored,
    ...(paths ? { paths } : {}),
    ...(exclude ? { exclude } : {}),
  });
}

const strings = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;

/** The kind of the documents that are judged. */
export const MANIFEST = "AIDeployment";

/** The state of a repository to judge, and the one whose rules judge it. */
export interface RepositoryState {
  readonly tree: Tree;
  /** Whose `.caregate/` and `.caregateignore` count. */
  readonly governing: Tree;
  /** How the report names the rules. */
  readonly policies: Pick<Report["policies"], "source" | "commit">;
  /** Absolute paths, or paths or globs from the root. */
  readonly targets: readonly string[];
  readonly trackedThoughIgnored?: readonly string[];
  /** Whether documents that no manifest names are left alone, as where nobody is told of them. */
  readonly manifestsAlone?: boolean;
  /** Reads the documents of its files; anew unless told. */
  readonly load?: Load;
}

/** The rules of a state of a repository, and what they were read from. */
export interface Rules {
  readonly governance: Governance;
  readonly ruleSet: RuleSet;
}

/**
 * Reads the rules of a state of a repository.
 * @param packs the policies beside its own; those that are built in unless told
 * @param load reads the documents of its files; anew unless told
 */
export async function rulesOf(
  governing: Tree,
  { asOf, failOn }: Strictness,
  packs?: Packs,
  load?: Load,
): Promise<Rules> {
  const governance = await readGovernance(governing, load);
  const severity = failOn === "never" ? undefined : failOn;
  const ruleSet = buildRuleSet({
    packs: packs ?? (await loadPacks()),
    governance,
    asOf,
    ...(severity ? { failOn: severity } : {}),
    ...(governance.policies.length > 0 ? { context: await contextType() } : {}),
  });
  return { governance, ruleSet };
}

/** Rules of which none is set aside. */
export function withoutWaivers({ governance, ruleSet }: Rules): Rules {
  return { governance: { ...governance, waivers: [] }, ruleSet: { ...ruleSet, waivers: [] } };
}

/** What a file holds, whatever lies in the others. */
interface Looked extends Omit<Yield, "findings" | "tally"> {
  /** Its deployments, ready to be judged. */
  readonly subjects: readonly Subject[];
}

/** Reads the deployments of a file with their evidence; whatever else of ours it holds is checked for form. */
export type Look = (file: string) => Promise<Looked>;

/** The files of a state of a repository, to be looked into one by one. */
export interface Survey extends Discovered {
  readonly look: Look;
}

/** Finds the files of a state of a repository that may hold manifests. */
export function survey(state: RepositoryState, rules: Rules, asOf: string): Survey {
  const found = filesOf(state, rules.ruleSet);
  return { ...found, look: createLook(state, rules, asOf, found.named) };
}

/** @param named the files that were asked for by name */
export function createLook(
  { tree, manifestsAlone = false, load }: Pick<RepositoryState, "tree" | "manifestsAlone" | "load">,
  { governance, ruleSet }: Rules,
  asOf: string,
  named: ReadonlySet<string>,
): Look {
  const store = createEvidenceStore(tree, { keys: governance.keys }, load);

  /** Follows a manifest's evidence and works out what rules read. */
  async function subjectOf(manifest: Document, diagnostics: Diagnostic[]): Promise<Subject> {
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
    const subjects: Subject[] = [];
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
      deployments: subjects.map(({ manifest }) => declarationOf(manifest)),
      diagnostics,
      notEvaluated: subjects.flatMap(unreadEvidence),
      digests: new Map([...own, ...subjects.flatMap((subject) => evidenceDigests(subject, store))]),
    };
  };
}

function unreadEvidence({ references }: Subject): NotEvaluated[] {
  return references.flatMap(({ file, state }) => {
    if (state.is !== "unread") return [];
    const reason = `evidence in the format ${state.format}: its digest is checked, its content is not read`;
    return [{ what: file, reason }];
  });
}

function evidenceDigests({ references }: Subject, { digests }: EvidenceStore): [string, string][] {
  return references.flatMap(({ file }): [string, string][] => {
    const digest = digests.get(file);
    return digest === undefined ? [] : [[file, digest]];
  });
}

function added(a: Tally, b: Tally): Tally {
  const sum = emptyTally();
  for (const outcome of Object.keys(sum) as (keyof Tally)[]) sum[outcome] = a[outcome] + b[outcome];
  return sum;
}

/** Judges the deployments of a file by every rule. */
export async function yieldOf(file: string, look: Look, { ruleSet }: Rules, strictness: Strictness): Promise<Yield> {
  const { asOf, failOn, explainAll = false, openAlone = false } = strictness;
  const settings = { failOn: ruleSet.failOn, asOf, waivers: ruleSet.waivers, explainAll };
  const { subjects, ...looked } = await look(file);
  const wanted = openAlone ? isUnmet : () => true;
  const judged = subjects.map((subject) => judgeAll(ruleSet.rules, subject, settings, wanted));
  const findings = judged.flatMap((one) => one.findings);
  return {
    ...looked,
    findings: failOn === "never" ? findings.map((finding) => ({ ...finding, gates: false })) : findings,
    tally: judged.map(({ tally }) => tally).reduce(added, emptyTally()),
    diagnostics: [...looked.diagnostics, ...judged.flatMap(({ diagnostics }) => diagnostics)],
  };
}

const digestsOf = ({ files }: Governance): [string, string][] => files.map(({ file, bytes }) => [file, sha256(bytes)]);

/** What a report says of the state that was judged. */
function judgedOf({ tree: { root, place }, targets }: RepositoryState, { failOn }: Strictness): Judged | null {
  if (!place) return null;
  const paths = targets.map((target) => (isAbsolute(target) ? slashes(relative(root, target)) : target) || ".");
  return { ...place, targets: paths, failOn: failOn ?? null };
}

/** What is known of a state of a repository before its files are looked into. */
function outsetOf(state: RepositoryState, rules: Rules, found: Survey, strictness: Strictness): Outset {
  const { governance, ruleSet } = rules;
  const { root } = state.tree;
  // Only a look at the whole repository can say that a deployment does not exist.
  const whole = state.targets.includes(root);
  return {
    asOf: strictness.asOf,
    toolVersion: version,
    policies: { ...state.policies, digest: ruleSet.digest },
    judged: judgedOf(state, strictness),
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
export interface Course {
  /** Told how many files are done, and of how many. */
  readonly tell?: Progress["tell"] | undefined;
  /** Which of the files to look into; all unless told. */
  readonly isWanted?: ((file: string) => boolean) | undefined;
  /** Where others may help; nobody does unless told. */
  readonly threads?: Threads | undefined;
}

/**
 * Judges the deployments of a state of a repository one by one.
 * @param rules those of the state that governs
 */
export async function gatherState(
  state: RepositoryState,
  rules: Rules,
  strictness: Strictness,
  { tell = () => undefined, isWanted = () => true, threads }: Course = {},
): Promise<Gathered> {
  const found = survey(state, rules, strictness.asOf);
  const files = found.files.filter(isWanted);
  if (files.length >= LONG) runFast();
  if (files.length >= LARGE) keepSmall();
  const own = (file: string): Promise<Yield> => yieldOf(file, found.look, rules, strictness);
  const { rules: judging, waivers, digest } = rules.ruleSet;
  const next = new Int32Array(new SharedArrayBuffer(4));
  const told = async (file: string): Promise<Yield> => {
    const one = await own(file);
    tell(Math.min(Atomics.load(next, 0), files.length), files.length);
    return one;
  };
  const { asOf, failOn, explainAll = false, openAlone = false } = strictness;
  const plain = { asOf, explainAll, openAlone, ...(failOn ? { failOn } : {}) };
  const task = { root: state.tree.root, strictness: plain, files, named: [...found.named], digest, next };
  const helped = threads && state.policies.source === "working-tree" ? threads : undefined;
  const yields = await shareOut(task, helped, rules.ruleSet, told);
  return { outset: outsetOf(state, rules, found, strictness), rules: judging, waivers, files: found.files, yields };
}

/** Judges the manifests of a state of a repository, by the rules of the state that governs. */
export async function judgeState(state: RepositoryState, rules: Rules, strictness: Strictness): Promise<Report> {
  const { outset, yields } = await gatherState(state, rules, strictness);
  return withHints(assemble(outset, yields));
}

/** A report whose questions say what to state. */
export async function withHints(report: Report): Promise<Report> {
  return { ...report, questions: await Promise.all(report.questions.map(withHint)) };
}

/** What an organisation is stands in its settings; where there are none, the place that is shown is that of a manifest. */
const belongsElsewhere = ({ path, primary }: Question): boolean =>
  path.startsWith("organisation.") && !primary.file.startsWith(`${GOVERNANCE}/`);

async function withHint(question: Question): Promise<Question> {
  const hint = await describeField(question.path);
  if (hint === undefined) return question;
  return { ...question, hint: belongsElsewhere(question) ? `in ${GOVERNANCE}/config.yaml: ${hint}` : hint };
}
