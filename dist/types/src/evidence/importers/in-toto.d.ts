import type { ImportOptions, Imported } from "./types.ts";
/**
 * Reads in-toto statements, plain or signed in a DSSE envelope, as JSON or one to a line (JSONL).
 *
 * A signed one counts only when one of its signatures is by one of the keys given. A statement becomes, by what it
 * states: the evidence document that its predicate is (`apiVersion: caregate/v1`), checked against our schema; an
 * AuditReport on the supply chain, from a SLSA verification summary that passed (who verified, and when); a
 * ValidationReport, from a test result (how many tests failed); an AuditReport, from an OpenSSF model signature (the
 * files are those that were signed). The artefact that it is about is known by its digest, which is that of
 * `spec.model.digest` or of another model. A value within a signed payload is located at the payload.
 */
export declare function importInToto(file: string, text: string, options: ImportOptions): Promise<Imported>;
