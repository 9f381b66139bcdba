import { type Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type JsonObject } from "../util/json.ts";
import { type OwnFields } from "../schema/own-fields.ts";
/** The base documents of a policy's tests. */
export interface Base {
    readonly manifest: Document;
    readonly config: Document | undefined;
    readonly evidence: readonly Document[];
    /** The fields and kinds that the organisation declares. */
    readonly own?: OwnFields | undefined;
}
/**
 * Reads a file of base documents: one AIDeployment, its evidence, and a Config with the organisation.
 * @param own the fields and kinds that the organisation declares
 */
export declare function readBase(file: string, text: string, own?: OwnFields): {
    base: Base | undefined;
    diagnostics: readonly Diagnostic[];
};
/** The base documents with the overrides of one test, and its evaluation date. */
export interface TestFixture extends Base {
    readonly asOf: string;
}
/**
 * Applies the overrides of a test to the base documents.
 * @param given values by path of the rule context, such as `spec.security.encryptionAtRest` or
 *   `evidence.contracts[0].clauses`; null removes a value, a document or a collection, and a whole document at the
 *   position after the last one is added
 * @returns the changed documents, or the problem of the overrides
 */
export declare function applyOverrides(base: Base, given: JsonObject, asOf: string): TestFixture | {
    readonly problem: string;
};
