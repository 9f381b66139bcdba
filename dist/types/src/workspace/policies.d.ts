import type { DocumentLoader } from "../documents/load.ts";
import type { Severity } from "../model/finding.ts";
import type { Packs } from "../policy/packs.ts";
import { type PolicyBundle, type RuleSet } from "../policy/rule-set.ts";
import type { Tree } from "../repository/tree.ts";
/** The policies of a state of a repository: what its `.caregate/` holds, and the rules made from it and the packs. */
export interface LoadedPolicies {
    readonly governance: PolicyBundle;
    readonly ruleSet: RuleSet;
}
export interface PolicyOptions {
    /** ISO date on which policies and waivers have to be in effect. */
    readonly asOf: string;
    /** Lowest severity that fails the check, or `never` (default: `failOn` of config.yaml, or else medium). */
    readonly failOn?: Severity | "never" | undefined;
}
/** How policies are read. */
export interface PolicyReaders {
    /** Default: the built-in packs. */
    readonly packs?: Packs | undefined;
    /** Reads the documents of a file (default: parses the file). */
    readonly load?: DocumentLoader | undefined;
}
/**
 * Loads the policies of a state of a repository. The organisation's own policies are type-checked; the packs were when
 * they were built.
 */
export declare function loadPolicies(governing: Tree, { asOf, failOn }: PolicyOptions, { packs, load }?: PolicyReaders): Promise<LoadedPolicies>;
/** The same policies with no finding waived. */
export declare function withoutWaivers({ governance, ruleSet }: LoadedPolicies): LoadedPolicies;
/** Whether a state of a repository has a `.caregate`, of whatever kind. */
export declare function hasPolicies(tree: Tree): boolean;
/** The text of `.caregateignore`; undefined where there is none that can be read. */
export declare function readIgnoreFile(tree: Tree): string | undefined;
