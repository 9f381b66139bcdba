import { type Document } from "../model/document.ts";
import type { Reference } from "../evidence/reference.ts";
import { type RuleContext } from "./context.ts";
import { type Evidence } from "./evidence.ts";
/** What a rule context is built from. */
export interface ContextInput {
    readonly manifest: Document;
    /** The document that states the organisation, if there is one. */
    readonly config: Document | undefined;
    /** The manifest's references, followed. */
    readonly references: readonly Reference[];
    /** The evidence that counts. */
    readonly evidence: readonly Evidence[];
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
}
/**
 * Builds what rules read of one deployment: the manifest, the organisation, the evidence that counts, and the facts
 * worked out from them, each with its place in a document.
 */
export declare function buildContext({ manifest, config, references, evidence, asOf }: ContextInput): RuleContext;
