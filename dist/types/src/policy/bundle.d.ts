import { type DocumentLoader } from "../documents/load.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { PolicyBundle } from "./rule-set.ts";
export { CAREGATE_DIR };
/** The error for a policy, waiver or settings in a place where nothing reads them; undefined for other kinds. */
export declare function misplacedDocument(document: Document): Diagnostic | undefined;
/**
 * Reads `.caregate/` of a repository: its settings, policies, waivers and keys. What is wrong with one file hides no other.
 */
export declare function readBundle(tree: Tree, load?: DocumentLoader): Promise<PolicyBundle>;
