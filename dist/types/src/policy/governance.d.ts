import { type Loaded } from "../documents/load.ts";
import type { Tree } from "../documents/tree.ts";
import type { Governance } from "./ruleset.ts";
/** The folder that governance owns. */
export declare const GOVERNANCE = ".caregate";
/** Reads the documents of a text. */
export type Load = (file: string, text: string) => Loaded;
/** Reads the same text of the same file once: of the states of a history, most differ in one file. */
export declare function loadOnce(): Load;
/**
 * Reads `.caregate/` of a repository: its settings, policies, waivers and keys. What is wrong with one file hides no other.
 */
export declare function readGovernance(tree: Tree, load?: Load): Promise<Governance>;
