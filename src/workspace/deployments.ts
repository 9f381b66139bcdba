import { evidenceSettings } from "../policy/evidence-settings.ts";
import { type DocumentLoader, type LoadOptions, loadFile } from "../documents/load.ts";
import { deploymentRef } from "../evaluate/finding.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { FileResult, UseReport } from "../evaluate/assemble-report.ts";
import { isAboutUse } from "../evidence/binding.ts";
import { type EvidenceStore, createEvidenceStore } from "../evidence/resolve.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { MANIFEST } from "../model/document.ts";
import type { NotEvaluated } from "../model/report.ts";
import { misplacedDocument } from "../policy/bundle.ts";
import { readConfig } from "../policy/config.ts";
import { factsRead } from "../policy/facts-read.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { type DiscoveryResult, discover } from "../repository/discover.ts";
import { futureDates } from "../schema/future-dates.ts";
import { canBeEvaluated, validate } from "../schema/validate.ts";
import { sha256 } from "../util/hash.ts";
import type { Snapshot } from "./open.ts";
import type { LoadedPolicies } from "./policies.ts";
import { prepareInput } from "./prepare.ts";
import { addAll } from "../util/list.ts";

/** The deployments of a file with their evaluation inputs, and the problems of the file. */
export interface DeploymentFile extends Omit<FileResult, "findings" | "tally"> {
  readonly inputs: readonly EvaluationInput[];
}

/** Reads the deployments of a file with their evidence. Other documents of caregate in it are validated. */
export type LoadDeployments = (file: string) => Promise<DeploymentFile>;

/** The files of a snapshot that may have deployments, and a function that loads one of them. */
export interface DeploymentSource extends DiscoveryResult {
  readonly load: LoadDeployments;
}

/** How the documents of files are loaded. */
export interface LoaderOptions {
  /** ISO date. */
  readonly asOf: string;
  /** Leaves out documents that no manifest refers to, and their diagnostics. */
  readonly manifestsOnly?: boolean | undefined;
  /** Derives every fact, also those that no rule in effect reads: other rules are evaluated too. */
  readonly allFacts?: boolean | undefined;
  /** Reads the documents of a file (default: parses the file). */
  readonly load?: DocumentLoader | undefined;
}

/** Finds the files that targets and config.yaml select. */
export function discoverFiles(
  { tree, governing, targets }: Omit<Snapshot, "policies">,
  { config }: Pick<RuleSet, "config">,
): DiscoveryResult {
  const { paths, exclude } = readConfig(config);
  return discover(tree, targets, {
    governing,
    ...(paths ? { paths } : {}),
    ...(exclude ? { exclude } : {}),
  });
}

/** Finds the files of a snapshot that may have deployments, to be loaded one by one. */
export function openDeployments(
  snapshot: Omit<Snapshot, "policies"> & Partial<Snapshot>,
  policies: LoadedPolicies,
  options: LoaderOptions,
): DeploymentSource {
  const found = discoverFiles(snapshot, policies.ruleSet);
  return { ...found, load: createDeploymentLoader(snapshot, policies, options, found.named) };
}

/** @param named the files that targets name one by one */
export function createDeploymentLoader(
  { tree, policies }: Pick<Snapshot, "tree"> & Partial<Snapshot>,
  { governance, ruleSet: { config, rules } }: LoadedPolicies,
  { asOf, manifestsOnly = false, allFacts = false, load }: LoaderOptions,
  named: ReadonlySet<string>,
): LoadDeployments {
  // Evidence must be part of the commit, or of the change that will become one.
  const trackedOnly = policies !== undefined && policies.source !== "working-tree";
  const store = createEvidenceStore(tree, { ...evidenceSettings(governance), trackedOnly }, load);
  const declared = governance.own;
  const isRead = allFacts ? undefined : factsRead(rules);
  return async (file) => {
    const options: LoadOptions = { named: named.has(file), ...(manifestsOnly ? { kind: MANIFEST } : {}) };
    const loaded = loadFile(tree, file, options, load);
    const diagnostics: Diagnostic[] = [...loaded.diagnostics];
    const inputs: EvaluationInput[] = [];
    for (const document of loaded.documents) {
      const problems = await validate(document, declared);
      addAll(diagnostics, [...problems, ...futureDates(document, asOf)]);
      const misplaced = misplacedDocument(document);
      if (misplaced) diagnostics.push(misplaced);
      if (document.kind !== MANIFEST || !canBeEvaluated(problems)) continue;
      const prepared = await prepareInput(document, store, { config, asOf, isRead, own: declared });
      addAll(diagnostics, prepared.diagnostics);
      inputs.push(prepared.input);
    }
    const hasManifest = loaded.documents.some(({ kind }) => kind === MANIFEST);
    const own = loaded.bytes && hasManifest ? [[file, sha256(loaded.bytes)] as const] : [];
    return {
      file,
      inputs,
      deployments: inputs.map(({ manifest }) => deploymentRef(manifest)),
      diagnostics,
      notEvaluated: inputs.flatMap(unreadEvidence),
      digests: new Map([...own, ...inputs.flatMap((input) => evidenceDigests(input, store))]),
      useReports: inputs.flatMap((input) => useReports(input, store)),
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

/** The usable documents of a deployment that report on the use of a system. */
function useReports({ manifest, references }: EvaluationInput, { digests }: EvidenceStore): UseReport[] {
  const deployment = deploymentRef(manifest).name;
  return references.flatMap(({ file, index, state }): UseReport[] => {
    if (state.is !== "usable" || !isAboutUse(state.document)) return [];
    const document = `${digests.get(file) ?? file}#${state.document.index}`;
    return [[document, deployment, manifest.locate(["evidence", index, "path"])]];
  });
}
