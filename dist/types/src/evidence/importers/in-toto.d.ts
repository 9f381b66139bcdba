import type { ImportOptions, Imported } from "./types.ts";
/**
 * Reads in-toto statements, plain or signed in a DSSE envelope, as JSON or one to a line (JSONL).
 *
 * A signed one counts only when one of its signatures is by one of the keys given. A statement becomes, by what it
 * states: the evidence document that its predicate is (`apiVersion: caregate/v1`), checked against our schema; an
 * AuditReport on the supply chain, from a SLSA verification summary that passed (who verified, and when); a
 * ValidationReport, from a test result (how many tests failed). The artefacts it is about are known by digest only, and
 * no manifest states the digest of its model, so that no model is named unless our own document does. A value within a signed payload is pointed at by the payload.
 */
export declare function importInToto(file: string, text: string, options: ImportOptions): Promise<Imported>;
