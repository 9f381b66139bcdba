import type { DocumentLoader } from "../documents/load.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import type { Tree } from "../repository/tree.ts";
import { type ReadingOptions } from "./open-file.ts";
import { type Reference } from "./reference.ts";
/** The references of a manifest, and the problems of their files. */
export interface Resolved {
    readonly references: readonly Reference[];
    readonly diagnostics: readonly Diagnostic[];
}
/** Reads evidence files. Each is read once, even if several manifests refer to it. */
export interface EvidenceStore {
    /** Digests of the files read so far, by path. A copy under another name has the same digest. */
    readonly digests: ReadonlyMap<string, string>;
    resolve(manifest: Document, asOf: string): Promise<Resolved>;
}
export interface EvidenceOptions extends ReadingOptions {
    /** True where a commit is checked, so that a file which git does not track is no evidence. */
    readonly trackedOnly?: boolean;
}
/**
 * @param options for the importers of foreign formats, such as the keys that signatures are checked with
 * @param load reads the documents of files of our own kinds (default: without a cache)
 */
export declare function createEvidenceStore(tree: Tree, options?: EvidenceOptions, load?: DocumentLoader): EvidenceStore;
