import { type DocumentLoader } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import type { PolicyBundle } from "./rule-set.ts";
/** The folder that governance owns. */
export declare const CAREGATE_DIR = ".caregate";
/**
 * Reads `.caregate/` of a repository: its settings, policies, waivers and keys. What is wrong with one file hides no other.
 */
export declare function readBundle(tree: Tree, load?: DocumentLoader): Promise<PolicyBundle>;
