import { type DocumentLoader } from "../documents/load.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import { type ReadDeclarations } from "../schema/own-declarations.ts";
import type { PolicyBundle } from "./rule-set.ts";
export { CAREGATE_DIR };
/** True for the path of a file that may hold settings. */
export declare const isConfigPath: (path: string) => boolean;
/**
 * The error for a policy, waiver, format or config outside its place; undefined for other kinds, and in the settings of a
 * folder below, which are reported as a whole.
 */
export declare function misplacedDocument(document: Document): Diagnostic | undefined;
/** What an organisation declares, with the files that declare it. */
interface OwnFieldsAt extends ReadDeclarations {
    readonly files: readonly {
        readonly file: string;
        readonly bytes: Uint8Array;
    }[];
}
/**
 * Reads the fields and kinds that a state of a repository declares.
 * @param names the files of `.caregate/` (default: listed)
 */
export declare function readOwnFields(tree: Tree, names?: string[]): OwnFieldsAt;
/**
 * Reads the config, policies, waivers, formats and keys of a repository. An error in one file does not hide the other files.
 */
export declare function readBundle(tree: Tree, load?: DocumentLoader): Promise<PolicyBundle>;
