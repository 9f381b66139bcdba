import { type DocumentLoader } from "../documents/load.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { PolicyBundle } from "./rule-set.ts";
export { CAREGATE_DIR };
/**
 * The error for a policy, waiver, format or config outside its place; undefined for other kinds, and in the settings of a
 * folder below, which are reported as a whole.
 */
export declare function misplacedDocument(document: Document): Diagnostic | undefined;
/**
 * Reads the config, policies, waivers, formats and keys of a repository. An error in one file does not hide the other files.
 */
export declare function readBundle(tree: Tree, load?: DocumentLoader): Promise<PolicyBundle>;
