import { type Load } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import type { Governance } from "./ruleset.ts";
/** The folder that governance owns. */
export declare const GOVERNANCE = ".caregate";
/**
 * Reads `.caregate/` of a repository: its settings, policies, waivers and keys. What is wrong with one file hides no other.
 */
export declare function readGovernance(tree: Tree, load?: Load): Promise<Governance>;
