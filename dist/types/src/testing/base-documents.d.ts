import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import type { Type } from "../logic/types.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { type Prepare } from "./prepare-input.ts";
/** Sources of base documents. */
export interface BaseSources {
    /** The repository. */
    readonly tree: Tree;
    /** This package with the default base. */
    readonly shipped: Tree;
    /** The repository's settings with its organisation. */
    readonly config: Document | undefined;
    readonly store: EvidenceStore;
    /** The fields and kinds that the organisation declares. */
    readonly own: OwnFields;
    /** The type of the rule context. */
    readonly context: Type;
}
/** Prepares the documents of a policy's tests, or holds the problems of their base. */
export type OpenedBase = {
    readonly prepare: Prepare;
} | {
    readonly diagnostics: readonly Diagnostic[];
};
/** The file that a policy names as its base, as a path from the root. */
export declare function basePath(policy: Document): string | undefined;
/**
 * Creates a loader of policy bases: the file in `base`, relative to the policy, or else the default base of this
 * package. A base may be a file of test documents or any manifest of the repository. Without a Config in it, the
 * organisation of the repository is used.
 */
export declare function createBaseLoader({ tree, shipped, config, store, own, context, }: BaseSources): (policy: Document) => Promise<OpenedBase>;
