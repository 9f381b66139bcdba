import type { Governance } from "./ruleset.ts";
/** The folder that governance owns. */
export declare const GOVERNANCE = ".caregate";
/**
 * Reads `.caregate/` of a repository: its settings, policies, waivers and keys. What is wrong with one file hides no other.
 * @param root absolute path of the repository root
 */
export declare function readGovernance(root: string): Promise<Governance>;
