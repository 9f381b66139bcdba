import { type DiscoveryResult } from "../repository/discover.ts";
import { type DocumentLoader } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { type Report, type Severity } from "../model/finding.ts";
import { type FileResult } from "../evaluate/assemble-report.ts";
import type { TreeResult } from "../evaluate/verdict.ts";
import { type EvaluationInput } from "../evaluate/evaluate-deployment.ts";
import type { Packs } from "../policy/packs.ts";
import { type PolicyBundle, type RuleSet } from "../policy/rule-set.ts";
import type { Progress } from "../cli/progress.ts";
import { type PoolOptions } from "./pool.ts";
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
export declare function discoverFiles(state: Snapshot, { config }: RuleSet): DiscoveryResult;
/** The kind of the documents that are judged. */
export declare const MANIFEST = "AIDeployment";
/** The state of a repository to judge, and the one whose rules judge it. */
export interface Snapshot {
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
export declare function loadPolicies(governing: Tree, { asOf, failOn }: EvaluationOptions, packs?: Packs, load?: DocumentLoader): Promise<LoadedPolicies>;
/** Rules of which none is set aside. */
export declare function withoutWaivers({ governance, ruleSet }: LoadedPolicies): LoadedPolicies;
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
export declare function openDeployments(state: Snapshot, rules: LoadedPolicies, asOf: string): DeploymentSource;
/** @param named the files that were asked for by name */
export declare function createDeploymentLoader({ tree, manifestsAlone, load }: Pick<Snapshot, "tree" | "manifestsAlone" | "load">, { governance, ruleSet }: LoadedPolicies, asOf: string, named: ReadonlySet<string>): LoadDeployments;
/** Judges the deployments of a file by every rule. */
export declare function evaluateFile(file: string, look: LoadDeployments, { ruleSet }: LoadedPolicies, strictness: EvaluationOptions): Promise<FileResult>;
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
export declare function checkTree(state: Snapshot, rules: LoadedPolicies, strictness: EvaluationOptions, { tell, isWanted, threads }?: RunOptions): Promise<TreeResult>;
/** Judges the manifests of a state of a repository, by the rules of the state that governs. */
export declare function reportOnTree(state: Snapshot, rules: LoadedPolicies, strictness: EvaluationOptions): Promise<Report>;
/** A report whose questions say what to state. */
export declare function addHints(report: Report): Promise<Report>;
export {};
