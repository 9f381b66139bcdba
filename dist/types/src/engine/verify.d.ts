import { type RecordedReproduction } from "../output/report/reproduction.ts";
import { type JsonDifference } from "../util/json-diff.ts";
import type { EngineOptions } from "./options.ts";
/** The record determines the date. */
export interface VerifyOptions extends Omit<EngineOptions, "asOf"> {
    /** Name of the record in error messages. */
    readonly name: string;
    /** Revision to check instead of the commit of the record. */
    readonly ref?: string | undefined;
}
/** The comparison of a record with a new one from the repository. */
export interface Verification {
    readonly format: RecordedReproduction["format"];
    /** Revision that was checked. */
    readonly ref: string;
    readonly asOf: string;
    /** The branches and tags that contain the commit. */
    readonly refs: readonly string[];
    /** The two are byte-identical. */
    readonly identical: boolean;
    /** Values that differ. Empty for records that differ only in spacing or order. */
    readonly differences: readonly JsonDifference[];
}
/**
 * Repeats the check that a record describes, and compares the records.
 * @param bytes the record: a report as JSON, SARIF, in-toto or OSCAL
 * @throws UsageError when the bytes are no such record, or the repository cannot repeat the check
 */
export declare function verifyReport(bytes: Uint8Array, options: VerifyOptions): Promise<Verification>;
