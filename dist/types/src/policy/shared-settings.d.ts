import { type Diagnostic } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
/** The config of a shared set. */
export interface SharedConfig {
    /** Name of the set. */
    readonly set: string;
    readonly document: Document;
}
/** The merged config, and what to say about values that differ. */
export interface MergedConfig {
    readonly config: Document;
    readonly diagnostics: readonly Diagnostic[];
}
/**
 * Adds what shared sets state to the config of a repository. What the repository states itself counts as far as it is not
 * looser; parameters are merged where their policy declares which side is stricter.
 */
export declare function mergeSharedConfigs(own: Document, shared: readonly SharedConfig[]): MergedConfig;
