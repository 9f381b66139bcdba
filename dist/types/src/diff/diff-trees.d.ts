import type { DocumentLoader } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { type LoadedPolicies } from "../workspace/policies.ts";
import { type PolicyChange } from "./compare-policies.ts";
import type { BeforeAfter } from "./rule-changes.ts";
/** Options of a comparison of two trees. */
export interface DiffTreesOptions {
    /** ISO date that both sides are evaluated for. */
    readonly asOf: string;
    /** Receives how many files are read, and the number of all files. */
    readonly onProgress?: ((done: number, total: number) => void) | undefined;
    /** Default: read each document again. */
    readonly load?: DocumentLoader | undefined;
}
/** Compares policies that are loaded already, on the deployments of the later tree. */
export declare function diffLoadedPolicies(trees: BeforeAfter<Tree>, sides: BeforeAfter<LoadedPolicies>, options: DiffTreesOptions): Promise<PolicyChange>;
/** Compares the policies of two trees by their effect on the deployments of the later one. */
export declare function diffTrees(trees: BeforeAfter<Tree>, options: DiffTreesOptions): Promise<PolicyChange>;
