import type { PolicyChange } from "../diff/compare-policies.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { EngineOptions } from "./options.ts";
export { diffTrees } from "../diff/diff-trees.ts";
export type { PolicyChange } from "../diff/compare-policies.ts";
export interface DiffOptions extends EngineOptions {
    /** `BASE..HEAD`; an empty BASE is HEAD, and an empty or missing HEAD is the working tree (default: `..`). */
    readonly range?: string | undefined;
}
/** The effect of a change of policies, and the files of the later version, which its locations are in. */
export interface PolicyDiff extends CheckedFiles {
    readonly change: PolicyChange;
}
/**
 * Compares the policies, parameters, waivers and configuration of two versions of a repository by their effect.
 * @throws UsageError when there is no repository, or a revision of the range is not in it
 */
export declare function diffPolicies(options: DiffOptions): Promise<PolicyDiff>;
