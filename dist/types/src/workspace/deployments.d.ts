import { type DocumentLoader } from "../documents/load.ts";
import type { EvaluationInput } from "../evaluate/input.ts";
import type { FileResult } from "../evaluate/assemble-report.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { type DiscoveryResult } from "../repository/discover.ts";
import type { Snapshot } from "./open.ts";
import type { LoadedPolicies } from "./policies.ts";
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
export declare function discoverFiles({ tree, governing, targets }: Omit<Snapshot, "policies">, { config }: Pick<RuleSet, "config">): DiscoveryResult;
/** Finds the files of a snapshot that may have deployments, to be loaded one by one. */
export declare function openDeployments(snapshot: Omit<Snapshot, "policies"> & Partial<Snapshot>, policies: LoadedPolicies, options: LoaderOptions): DeploymentSource;
/** @param named the files that targets name one by one */
export declare function createDeploymentLoader({ tree, policies }: Pick<Snapshot, "tree"> & Partial<Snapshot>, { governance, ruleSet: { config, rules } }: LoadedPolicies, { asOf, manifestsOnly, allFacts, load }: LoaderOptions, named: ReadonlySet<string>): LoadDeployments;
