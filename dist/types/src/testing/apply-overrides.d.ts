import { type Document } from "../model/document.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { type JsonObject } from "../util/json.ts";
/** The documents that a policy's tests start from. */
export interface Base {
    readonly manifest: Document;
    readonly config: Document | undefined;
    readonly evidence: readonly Document[];
}
/** Reads a file of base documents: one AIDeployment, its evidence, and a Config that states the organisation. */
export declare function readBase(file: string, text: string): {
    base: Base | undefined;
    diagnostics: readonly Diagnostic[];
};
/** The base documents with the changes of one test, and the date it judges by. */
export interface TestFixture extends Base {
    readonly asOf: string;
}
/**
 * Applies the changes of a test to the base documents.
 * @param given values by path of the rule context, such as `spec.security.encryptionAtRest` or
 *   `evidence.contracts[0].clauses`; null takes a value, a document or a collection away, and a whole document in the
 *   place after the last is one more
 * @returns the changed documents, or what is wrong with the changes
 */
export declare function applyOverrides(base: Base, given: JsonObject, asOf: string): TestFixture | {
    readonly problem: string;
};
