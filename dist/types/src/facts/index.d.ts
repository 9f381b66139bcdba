import type { Document } from "../model/document.ts";
import { type OwnFields } from "../schema/own-fields.ts";
import { type Reference } from "../evidence/reference.ts";
import type { IsFactRead } from "../policy/facts-read.ts";
import { type RuleContext } from "./context.ts";
import { type Evidence } from "./evidence.ts";
/** Input of a rule context. */
export interface ContextInput {
    readonly manifest: Document;
    /** The document with the organisation, if there is one. */
    readonly config: Document | undefined;
    /** The resolved references of the manifest. */
    readonly references: readonly Reference[];
    /** The usable evidence. */
    readonly evidence: readonly Evidence[];
    /** The evaluation date, as an ISO date. */
    readonly asOf: string;
    /** Which facts rules read (default: all). Others may be left out. */
    readonly isRead?: IsFactRead | undefined;
    /** The fields and kinds that the organisation declares (default: none). */
    readonly own?: OwnFields | undefined;
}
/**
 * Builds the rule context of one deployment: the manifest, the organisation, the usable evidence, and the derived
 * facts, each with its location in a document.
 */
export declare function buildContext(input: ContextInput): RuleContext;
