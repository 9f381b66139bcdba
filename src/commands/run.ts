import { relative, resolve } from "node:path";
import { discover } from "../documents/discover.ts";
import { loadFile } from "../documents/load.ts";
import { findRoot } from "../documents/root.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic, errorAt, fileError } from "../model/diagnostic.ts";
import type { NotEvaluated, Question, Report, Severity } from "../model/finding.ts";
import { type Json, at } from "../model/json.ts";
import { assemble } from "../evaluate/assemble.ts";
import { type Subject, judge } from "../evaluate/judge.ts";
import { type EvidenceStore, createEvidenceStore, usable } from "../evidence/resolve.ts";
import { buildContext } from "../facts/index.ts";
import { contextType } from "../policy/context-type.ts";
import { readGovernance } from "../policy/governance.ts";
import { type RuleSet, buildRuleSet } from "../policy/ruleset.ts";
import { danglingWaivers, readWaiver } from "../policy/waivers.ts";
import { describeField } from "../schema/describe.ts";
import { validate } from "../schema/validate.ts";
import { version } from "../version.ts";
import { loadPacks } from "./packs.ts";

/** What to judge, and by which date. */
export interface CheckOptions {
  /** Files, folders or globs; they belong to one repository. */
  readonly targets: readonly string[];
  /** The date judged by, as an ISO date. */
  readonly asOf: string;
  /** The least severity that shuts the gate, or `never`; by default the repository's setting, else medium. */
  readonly failOn?: Severity | "never";
  /** Whether passes, too, come with an explanation. */
  readonly explainAll?: boolean;
  /** Where relative targets start; by default the current folder. */
  readonly cwd?: string;
}

/** A usage that cannot be carried out. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** The one repository that all targets belong to. */
export function commonRoot(targets: readonly string[]): string {
  const roots = [...new Set(targets.map(findRoot))];
  if (roots.length > 1)
    throw new UsageError(`the paths belong to different repositories: ${roots.join(", ")}; check them one by one`);
  return roots[0] as string;
}

interface Loaded {
  readonly manifests: readonly Document[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notEvaluated: readonly NotEvaluated[];
}

const strings = (value: Json | undefined): string[] | undefined =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : undefined;

/** Finds and reads the manifests; whatever else of ours lies about is checked for form. */
async function loadManifests(root: string, targets: readonly string[], ruleSet: RuleSet): Promise<Loaded> {
  const settings = ruleSet.config?.value;
  const [paths, exclude] = [strings(settings?.["paths"]), strings(settings?.["exclude"])];
  const found = discover(root, [...targets], { ...(paths ? { paths } : {}), ...(exclude ? { exclude } : {}) });
  const diagnostics: Diagnostic[] = [...found.diagnostics];
  const manifests: Document[] = [];
  for (const file of found.files) {
    const loaded = loadFile(root, file, { named: found.named.has(file) });
    diagnostics.push(...loaded.diagnostics);
    for (const document of loaded.documents) {
      const problems = await validate(document);
      diagnostics.push(...problems);
      if (document.kind === "AIDeployment" && problems.length === 0) manifests.push(document);
    }
  }
  return { manifests: withoutNamesakes(manifests, diagnostics), diagnostics, notEvaluated: found.notEvaluated };
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

/** Follows a manifest's evidence and works out what rules read. */
async function prepare(
  manifest: Document,
  store: EvidenceStore,
  ruleSet: RuleSet,
  asOf: string,
): Promise<{ subject: Subject } & Omit<Loaded, "manifests">> {
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

/**
 * Judges the manifests under some paths by the rules of their repository.
 * @returns the report, and the absolute path of the repository root that its paths start from
 * @throws UsageError when the paths do not belong together
 */
export async function check({
  targets,
  asOf,
  failOn,
  explainAll = false,
  cwd = process.cwd(),
}: CheckOptions): Promise<{ report: Report; root: string }> {
  const absolute = (targets.length > 0 ? targets : ["."]).map((target) => resolve(cwd, target));
  const root = commonRoot(absolute);
  const governance = await readGovernance(root);
  const severity = failOn === "never" ? undefined : failOn;
  const ruleSet = buildRuleSet({
    packs: await loadPacks(),
    governance,
    asOf,
    ...(severity ? { failOn: severity } : {}),
    ...(governance.policies.length > 0 ? { context: await contextType() } : {}),
  });
  const loaded = await loadManifests(root, absolute, ruleSet);
  const diagnostics: Diagnostic[] = [...ruleSet.diagnostics, ...loaded.diagnostics];
  const notEvaluated: NotEvaluated[] = [...ruleSet.notEvaluated, ...loaded.notEvaluated];

  const store = createEvidenceStore(root, { keys: governance.keys });
  const settings = { failOn: ruleSet.failOn, asOf, waivers: ruleSet.waivers, explainAll };
  const findings = [];
  for (const manifest of loaded.manifests) {
    const prepared = await prepare(manifest, store, ruleSet, asOf);
    diagnostics.push(...prepared.diagnostics);
    notEvaluated.push(...prepared.notEvaluated);
    for (const rule of ruleSet.rules) {
      const judged = judge(rule, prepared.subject, settings);
      findings.push(failOn === "never" ? { ...judged.finding, gates: false } : judged.finding);
      diagnostics.push(...judged.diagnostics);
    }
  }
  // Only a look at the whole repository can say that a deployment does not exist.
  if (absolute.includes(root)) {
    const names = new Set(loaded.manifests.map(({ value }) => String(at(value, ["metadata", "name"]))));
    diagnostics.push(...danglingWaivers(governance.waivers.map(readWaiver), names));
  }
  diagnostics.push(
    ...emptiness(loaded.manifests.length, ruleSet.rules.length, relative(root, absolute[0] as string) || "."),
  );
  const policies = { source: "working-tree" as const, commit: null, digest: ruleSet.digest };
  const { length: manifests } = loaded.manifests;
  const { length: rules } = ruleSet.rules;
  const report = assemble({
    findings,
    diagnostics,
    notEvaluated,
    manifests,
    rules,
    asOf,
    toolVersion: version,
    policies,
  });
  return { root, report: { ...report, questions: await Promise.all(report.questions.map(withHint)) } };
}

async function withHint(question: Question): Promise<Question> {
  const hint = await describeField(question.path);
  return hint === undefined ? question : { ...question, hint };
}
