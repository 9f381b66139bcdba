import { isAbsolute, relative, resolve } from "node:path";
import { type Discovered, discover } from "../documents/discover.ts";
import { loadFile } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import { slashes } from "../documents/working-tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt, fileError } from "../model/diagnostic.ts";
import { sha256 } from "../model/digest.ts";
import type { Judged, NotEvaluated, Question, Report, Severity } from "../model/finding.ts";
import { type Json, at } from "../model/json.ts";
import { assemble } from "../evaluate/assemble.ts";
import { type Subject, judge } from "../evaluate/judge.ts";
import { type EvidenceStore, createEvidenceStore, usable } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import { contextType } from "../policy/context-type.ts";
import { readGovernance } from "../policy/governance.ts";
import type { Packs } from "../policy/packs.ts";
import { type Governance, type RuleSet, buildRuleSet } from "../policy/ruleset.ts";
import { danglingWaivers, readWaiver } from "../policy/waivers.ts";
import { describeField } from "../schema/describe.ts";
import { validate } from "../schema/validate.ts";
import { version } from "../version.ts";
import { loadPacks } from "./packs.ts";
import type { Progress } from "./progress.ts";

/** How strictly to judge, and by which date. */
export interface Strictness {
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** The least severity that shuts the gate, or `never`; by default the repository's setting, else medium. */
  readonly failOn?: Severity | "never";
  /** Whether passes, too, come with an explanation. */
  readonly explainAll?: boolean;
}

interface Loaded {
  readonly manifests: readonly Document[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Digests of the files that hold manifests, by path. */
  readonly digests: ReadonlyMap<string, string>;
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

/** Finds and reads the manifests; whatever else of ours lies about is checked for form. */
async function loadManifests(state: RepositoryState, ruleSet: RuleSet): Promise<Loaded> {
  const { tree, manifestsAlone = false } = state;
  const found = filesOf(state, ruleSet);
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const manifests: Document[] = [];
  const digests = new Map<string, string>();
  for (const file of found.files) {
    const loaded = loadFile(tree, file, {
      named: found.named.has(file),
      ...(manifestsAlone ? { kind: MANIFEST } : {}),
    });
    diagnostics.push(...loaded.diagnostics);
    for (const document of loaded.documents) {
      const problems = await validate(document);
      diagnostics.push(...problems);
      if (document.kind === MANIFEST && problems.length === 0) manifests.push(document);
    }
    if (loaded.bytes && loaded.documents.some(({ kind }) => kind === MANIFEST)) digests.set(file, sha256(loaded.bytes));
  }
  return {
    manifests: withoutNamesakes(manifests, diagnostics),
    diagnostics,
    notEvaluated: found.notEvaluated,
    digests,
  };
}

/** Names are how waivers and history know a deployment, so each stands once. */
function withoutNamesakes(manifests: readonly Document[], diagnostics: Diagnostic[]): Document[] {
  const first = new Map<string, Document>();
  for (const manifest of manifests) {
    const name = String(at(manifest.value, ["metadata", "name"]));
    const other = first.get(name);
    if (other) {
      const message = `\`${name}\` is already the name of the deployment in ${other.file}; give this one another name`;
      diagnostics.push(errorAt(manifest.locate(["metadata", "name"]), "manifest/duplicate-name", message));
    } else first.set(name, manifest);
  }
  return [...manifests];
}

/** A deployment ready to be judged, and what was found on the way. */
export interface Prepared extends Omit<Loaded, "manifests" | "digests"> {
  readonly subject: Subject;
}

/** Follows a manifest's evidence and works out what rules read. */
async function prepare(manifest: Document, store: EvidenceStore, ruleSet: RuleSet, asOf: string): Promise<Prepared> {
  const { references, diagnostics } = await store.resolve(manifest, asOf);
  const evidence = usable(references);
  const context = buildContext({ manifest, config: ruleSet.config, references, evidence, asOf });
  const notEvaluated = references.flatMap(({ file, state }) => {
    if (state.is !== "unread") return [];
    const reason = `evidence in the format ${state.format}: its digest is checked, its content is not read`;
    return [{ what: file, reason }];
  });
  return { subject: { manifest, context, references }, diagnostics, notEvaluated };
}

/** Nothing to judge, or nothing to judge by, is an error, never a pass. */
function emptiness(manifests: number, rules: number, targets: string): Diagnostic[] {
  const none: Diagnostic[] = [];
  if (manifests === 0) {
    const message =
      "no manifest was found; a manifest is a YAML or JSON document with `apiVersion: caregate/v1` and `kind: AIDeployment`";
    none.push(fileError(targets, "run/no-manifest", message));
  }
  if (rules === 0) none.push(fileError(targets, "run/no-rule", "no rule was loaded, so nothing can be judged"));
  return none;
}

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
}

/** The rules of a state of a repository, and what they were read from. */
export interface Rules {
  readonly governance: Governance;
  readonly ruleSet: RuleSet;
}

/**
 * Reads the rules of a state of a repository.
 * @param packs the policies beside its own; those that are built in unless told
 */
export async function rulesOf(governing: Tree, { asOf, failOn }: Strictness, packs?: Packs): Promise<Rules> {
  const governance = await readGovernance(governing);
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

/** Finds the manifests of a state of a repository and makes each ready to be judged. */
export async function loadSubjects(
  state: RepositoryState,
  { governance, ruleSet }: Rules,
  asOf: string,
): Promise<{ loaded: Loaded; store: EvidenceStore; subjects: AsyncIterable<Prepared> }> {
  const loaded = await loadManifests(state, ruleSet);
  const store = createEvidenceStore(state.tree, { keys: governance.keys });
  async function* subjects(): AsyncIterable<Prepared> {
    for (const manifest of loaded.manifests) yield await prepare(manifest, store, ruleSet, asOf);
  }
  return { loaded, store, subjects: subjects() };
}

const digestsOf = ({ files }: Governance): [string, string][] => files.map(({ file, bytes }) => [file, sha256(bytes)]);

/** What a report says of the state that was judged. */
function judgedOf({ tree: { root, place }, targets }: RepositoryState, { failOn }: Strictness): Judged | null {
  if (!place) return null;
  const paths = targets.map((target) => (isAbsolute(target) ? slashes(relative(root, target)) : target) || ".");
  return { ...place, targets: paths, failOn: failOn ?? null };
}

/**
 * Judges the manifests of a state of a repository.
 * @param rules those of the state that governs
 * @param tell told how many are judged, and of how many
 */
export async function judgeState(
  state: RepositoryState,
  rules: Rules,
  strictness: Strictness,
  tell: Progress["tell"] = () => undefined,
): Promise<Report> {
  const { asOf, failOn, explainAll = false } = strictness;
  const { governance, ruleSet } = rules;
  const { loaded, store, subjects } = await loadSubjects(state, rules, asOf);
  const diagnostics: Diagnostic[] = [...ruleSet.diagnostics, ...loaded.diagnostics];
  const notEvaluated: NotEvaluated[] = [...ruleSet.notEvaluated, ...loaded.notEvaluated];
  const settings = { failOn: ruleSet.failOn, asOf, waivers: ruleSet.waivers, explainAll };
  const findings = [];
  let done = 0;
  for await (const prepared of subjects) {
    diagnostics.push(...prepared.diagnostics);
    notEvaluated.push(...prepared.notEvaluated);
    for (const rule of ruleSet.rules) {
      const judged = judge(rule, prepared.subject, settings);
      findings.push(failOn === "never" ? { ...judged.finding, gates: false } : judged.finding);
      diagnostics.push(...judged.diagnostics);
    }
    tell((done += 1), loaded.manifests.length);
  }
  const { root } = state.tree;
  // Only a look at the whole repository can say that a deployment does not exist.
  if (state.targets.includes(root)) {
    const names = new Set(loaded.manifests.map(({ value }) => String(at(value, ["metadata", "name"]))));
    diagnostics.push(...danglingWaivers(governance.waivers.map(readWaiver), names));
  }
  const { length: manifests } = loaded.manifests;
  const { length: ruleCount } = ruleSet.rules;
  diagnostics.push(...emptiness(manifests, ruleCount, relative(root, resolve(root, state.targets[0] ?? ".")) || "."));
  const report = assemble({
    findings,
    diagnostics,
    notEvaluated,
    manifests,
    rules: ruleCount,
    asOf,
    toolVersion: version,
    policies: { ...state.policies, digest: ruleSet.digest },
    judged: judgedOf(state, strictness),
    digests: new Map([...digestsOf(governance), ...loaded.digests, ...store.digests]),
  });
  return { ...report, questions: await Promise.all(report.questions.map(withHint)) };
}

async function withHint(question: Question): Promise<Question> {
  const hint = await describeField(question.path);
  return hint === undefined ? question : { ...question, hint };
}
