import type { FileResult } from "../evaluate/assemble-report.ts";
import { type TracedCall } from "../repository/trace.ts";
import type { Tree } from "../repository/tree.ts";
import type { LoadDeployments } from "../workspace/deployments.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type EvaluationOptions } from "./options.ts";
/** The result of a file, and the calls of the tree that led to it. */
export interface TracedResult {
    readonly result: FileResult;
    /** Empty unless they are wanted. */
    readonly calls: readonly TracedCall[];
}
/**
 * Creates a function that evaluates one file after another.
 * @param open creates the loader of the files of a tree
 * @param isTraced true if the calls are wanted
 */
export declare function createFileEvaluator(tree: Tree, open: (tree: Tree) => LoadDeployments, policies: Pick<LoadedPolicies, "ruleSet">, options: EvaluationOptions, isTraced: boolean): (file: string) => Promise<TracedResult>;
/** Evaluates every rule on the deployments of a file. An unexpected failure is an error of this file. */
export declare function evaluateFile(...given: Parameters<typeof evaluateDocuments>): Promise<FileResult>;
declare function evaluateDocuments(file: string, load: LoadDeployments, { ruleSet: { rules, waivers, failOn: lowest } }: Pick<LoadedPolicies, "ruleSet">, { asOf, failOn, detail }: EvaluationOptions): Promise<FileResult>;
export {};
