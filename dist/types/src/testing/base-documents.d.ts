import type { Tree } from "../repository/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { EvidenceStore } from "../evidence/resolve.ts";
import type { Type } from "../logic/types.ts";
import { type Prepare } from "./prepare-input.ts";
/** What bases are read from. */
export interface BaseSources {
    /** The repository. */
    readonly tree: Tree;
    /** This package, which ships a base. */
    readonly shipped: Tree;
    /** The repository's settings, which state its organisation. */
    readonly config: Document | undefined;
    readonly store: EvidenceStore;
    /** The type of the rule context. */
    readonly context: Type;
}
/** What prepares the documents of a policy's tests, or what is wrong with their base. */
export type OpenedBase = {
    readonly prepare: Prepare;
} | {
    readonly diagnostics: readonly Diagnostic[];
};
/** The file that a policy names as its base, as a path from the root. */
export declare function basePath(policy: Document): string | undefined;
/**
 * Makes what opens the base of a policy: the file that its `base` names, relative to it, or else the one of this
 * package. A base may be a file of documents made for tests or any manifest of the repository; where it has no Config,
 * the organisation is the repository's own.
 */
export declare function createBaseLoader({ tree, shipped, config, store, context, }: BaseSources): (policy: Document) => Promise<OpenedBase>;
