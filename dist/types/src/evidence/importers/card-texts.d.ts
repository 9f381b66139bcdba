import type { SourceValue } from "./data-reader.ts";
/** What a part of a model card is for. */
export type CardRole = "use" | "out-of-scope" | "limits" | "users" | "authors" | "none";
/** What a heading or a label says of the text that follows it; undefined if nothing. */
export declare const roleOf: (title: string) => CardRole | undefined;
/** A text on the use of a model, with what it is for apart from what it is not for. */
export interface SplitUse {
    readonly uses: readonly SourceValue[];
    readonly outOfScope: readonly SourceValue[];
}
/**
 * Splits texts on the intended use into sentences, and each sentence before `, not for` and the like. What says that
 * the model is not for something is never its intended use.
 */
export declare function splitUses(texts: readonly SourceValue[]): SplitUse;
