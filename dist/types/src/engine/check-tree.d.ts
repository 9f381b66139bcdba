import type { TreeResult } from "../evaluate/verdict.ts";
import type { Report } from "../model/report.ts";
import { type DeploymentFile } from "../workspace/deployments.ts";
import type { Snapshot } from "../workspace/open.ts";
import { type LoadedPolicies } from "../workspace/policies.ts";
import type { EvaluationOptions, RunOptions } from "./options.ts";
/** How the deployments of a state of a repository are evaluated. */
export interface TreeOptions extends EvaluationOptions, RunOptions {
    /** The files to evaluate, of those that are found (default: all). */
    readonly filter?: ((file: string) => boolean) | undefined;
    /** Receives each file with its deployments as it is read in this thread, before it is evaluated. */
    readonly onLoaded?: ((file: DeploymentFile) => void) | undefined;
}
/** Evaluates the deployments of a snapshot by the policies of the state that governs. */
export declare function checkTree(snapshot: Snapshot, policies: LoadedPolicies, options: TreeOptions): Promise<TreeResult>;
/**
 * Reports on the deployments of a snapshot.
 * @param policies those of the state that governs (default: loaded by the options)
 */
export declare function checkSnapshot(snapshot: Snapshot, options: TreeOptions, policies?: LoadedPolicies): Promise<Report>;
