import type { DocumentLoader } from "../documents/load.ts";
import type { Severity } from "../model/finding.ts";
import type { Packs } from "../policy/packs.ts";
import { type PolicyBundle, type RuleSet } from "../policy/rule-set.ts";
import type { Tree } from "../repository/tree.ts";
/** The policies of a state of a repository: the content of `.caregate/`, and the rule set built from it and the packs. */
export interface LoadedPolicies {
    readonly governance: PolicyBundle;
    readonly ruleSet: RuleSet;
}
export interface PolicyOptions {
    /** ISO date on which policies and waivers must be in effect. */
    readonly asOf: string;
    /** Lowest severity that fails the check, or `never` (default: `failOn` of config.yaml, or else medium). */
    readonly failOn?: Severity | "never" | undefined;
}
/** Sources of packs and documents. */
export interface PolicyReaders {
    /** Default: the built-in packs. */
    readonly packs?: Packs | undefined;
    /** Reads the documents of a file (default: parses the file). */
    readonly load?: DocumentLoader | undefined;
}
/**
 * Loads the policies of a state of a repository and checks the types of the organisation's own policies. The build checks
 * those of the packs.
 */
export declare function loadPolicies(governing: Tree, { asOf, failOn }: PolicyOptions, { packs, load }?: PolicyReaders): Promise<LoadedPolicies>;
/**
 * The policies of a base with what a change of it declares. Fields that the change alone declares are a note and no
 * mistake: no rule of the base reads them.
 */
export declare function withProposedFields({ governance, ruleSet }: LoadedPolicies, change: Tree): LoadedPolicies;
/** The same policies without waivers. */
export declare function withoutWaivers({ governance, ruleSet }: LoadedPolicies): LoadedPolicies;
/** True if a state of a repository has an entry `.caregate` of any kind. */
export declare function hasPolicies(tree: Tree): boolean;
/** The text of `.caregateignore`; undefined if it is missing or cannot be read. */
export declare function readIgnoreFile(tree: Tree): string | undefined;
