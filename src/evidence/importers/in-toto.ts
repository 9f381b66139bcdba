import { parseText } from "../../documents/parse.ts";
import { type Document, isEvidence } from "../../model/document.ts";
import { type Json, type JsonObject, getAt, isObject } from "../../util/json.ts";
import { quote } from "../../util/text.ts";
import { validate } from "../../schema/validate.ts";
import { type DocumentBuilder, createBuilder } from "./document-builder.ts";
import { type UsableKey, isSignedBy, preAuthenticationEncoding, usableKeys } from "./dsse.ts";
import { type SigstoreTrust, isTrustedRoot, proveSigner, sigstoreTrust } from "./sigstore.ts";
import type { ImportOptions, Imported } from "./types.ts";
import { type DiagnosticCollector, type SpanGetter, atStart, createCollector } from "./diagnostics.ts";
import { type SourceNode, nodeOf, readData } from "./data-reader.ts";
import { dateOf, isAbsent, textOf, wordOf } from "./values.ts";
import { addAll } from "../../util/list.ts";

const STATEMENT = /^https:\/\/in-toto\.io\/Statement\/v(?:0\.1|1)$/;
const PAYLOAD_TYPE = "application/vnd.in-toto+json";
const VSA = /^https:\/\/slsa\.dev\/verification_summary\/v\d/;
/** OpenSSF model signing: a signature over the files of a model, with no word on its quality. */
const MODEL_SIGNATURE = /^https:\/\/model_signing\/signature\/v\d/;
const TEST_RESULT = /^https:\/\/in-toto\.io\/attestation\/test-result\/v0\.\d+$/;

/** Most statements of one file. */
const MOST = 100;

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
export async function importInToto(file: string, text: string, options: ImportOptions): Promise<Imported> {
  const log = createCollector(file, "evidence/in-toto");
  const trust = readTrust(options, log);
  const documents: Document[] = [];
  for (const { envelope, bundle } of envelopesIn(file, text, log)) {
    const isSigned = !isAbsent(envelope.get("payload"));
    const statement = isSigned ? opened(file, { envelope, bundle }, trust, log) : unsigned(envelope, log);
    const document = statement && (ownDocument(file, statement) ?? foreignDocument(file, statement, log));
    if (document) documents.push(isSigned ? { ...document, signed: true } : document);
  }
  const own = documents.filter(({ value }) => value["apiVersion"] !== undefined);
  for (const document of own) addAll(log.diagnostics, await validate(document, options.own));
  if (log.failed()) return { documents: [], diagnostics: log.diagnostics };
  if (documents.length === 0) log.warn(atStart, "the file has nothing that is read as evidence");
  return { documents: documents.map((document, index) => ({ ...document, index })), diagnostics: log.diagnostics };
}

/** Whose signatures count: those by some keys, and those with certificates from Sigstore. */
interface Trust {
  readonly keys: readonly UsableKey[];
  readonly sigstore: SigstoreTrust;
}

function readTrust({ keys = [], signers }: ImportOptions, log: DiagnosticCollector): Trust {
  const { usable, broken } = usableKeys(keys.filter((key) => !isTrustedRoot(key)));
  const { trust: sigstore, broken: brokenRoots } = sigstoreTrust(keys, signers);
  const wanted = "a public key in PEM: Ed25519, ECDSA, or RSA of 2048 bits or more";
  for (const name of broken) log.error(atStart, `the key ${quote(name)} cannot be used: use ${wanted}`);
  for (const name of brokenRoots) log.error(atStart, `${quote(name)} is no trusted root of Sigstore: it must have \`certificateAuthorities\``); // prettier-ignore
  return { keys: usable, sigstore };
}

/** A statement or an envelope, and the Sigstore bundle that holds it. */
interface FoundEnvelope {
  readonly envelope: SourceNode;
  readonly bundle: SourceNode | undefined;
}

/** The envelopes and statements of a file; a Sigstore bundle holds its envelope in `dsseEnvelope`. */
function envelopesIn(file: string, text: string, log: DiagnosticCollector): FoundEnvelope[] {
  return mapsIn(file, text, log).map((map) => {
    const inner = map.get("dsseEnvelope");
    return isObject(inner.value) ? { envelope: inner, bundle: map } : { envelope: map, bundle: undefined };
  });
}

/** The maps of a file: one, or one on each line. */
function mapsIn(file: string, text: string, log: DiagnosticCollector): SourceNode[] {
  const lines = text.split("\n");
  const filled = lines.flatMap((line, i) => (line.trim() === "" ? [] : [{ line, before: "\n".repeat(i) }]));
  const isJsonl =
    filled.length > 1 && filled.every(({ line }) => line.trim().startsWith("{") && line.trim().endsWith("}"));
  if (!isJsonl) return [readData(file, text, log)].flatMap((node) => node ?? []);
  if (filled.length > MOST) log.error(atStart, `there are ${filled.length} statements and at most ${MOST} are read`);
  return filled.slice(0, MOST).flatMap(({ line, before }) => readData(file, before + line, log) ?? []);
}

function unsigned(statement: SourceNode, log: DiagnosticCollector): SourceNode | undefined {
  if (!isStatement(statement, log)) return undefined;
  log.warn(statement.place, "this statement is not signed and its author is unknown: sign it");
  return statement;
}

function isStatement(node: SourceNode, log: DiagnosticCollector): boolean {
  const type = node.get("_type").value;
  if (typeof type === "string" && STATEMENT.test(type) && isObject(node.get("predicate").value)) return true;
  if (isObject(node.get("messageSignature").value)) {
    log.error(node.place, "this Sigstore bundle signs a file and holds no statement: attach that file, or a bundle with a statement"); // prettier-ignore
    return false;
  }
  log.error(node.place, "this is neither a DSSE envelope nor an in-toto statement with a predicate");
  return false;
}

/** The statement in an envelope, once a signature is found to be by somebody who is trusted. */
function opened(
  file: string,
  { envelope, bundle }: FoundEnvelope,
  trust: Trust,
  log: DiagnosticCollector,
): SourceNode | undefined {
  const payload = envelope.get("payload");
  const type = envelope.get("payloadType");
  const bytes = base64(payload.value);
  if (!bytes || type.value !== PAYLOAD_TYPE) {
    log.error(payload.place, `the envelope must contain base64 of type ${quote(PAYLOAD_TYPE)}`);
    return undefined;
  }
  const problem = signatureProblem({ envelope, bundle }, bytes, trust, log);
  if (problem !== undefined) {
    log.error(envelope.get("signatures").place, problem);
    return undefined;
  }
  const { documents, diagnostics } = parseText(file, bytes.toString("utf8"));
  const [only] = documents;
  if (!only || documents.length > 1 || diagnostics.length > 0) {
    log.error(payload.place, `the signed content is not JSON: ${diagnostics[0]?.message ?? "it is empty"}`);
    return undefined;
  }
  const place = payload.place();
  const statement = nodeOf(only.value, [], (path) => ({
    file,
    ...place,
    exact: getAt(only.value, path) !== undefined,
  }));
  return isStatement(statement, log) ? statement : undefined;
}

/** Bytes of base64, plain or for URLs, as DSSE allows both; undefined for what is neither. */
function base64(value: unknown): Buffer | undefined {
  if (typeof value !== "string" || !/^[\w+/-]+={0,2}$/.test(value)) return undefined;
  return Buffer.from(value, "base64");
}

/** Why no signature counts, in words; undefined when one does. */
function signatureProblem(
  { envelope, bundle }: FoundEnvelope,
  payload: Buffer,
  { keys, sigstore }: Trust,
  log: DiagnosticCollector,
): string | undefined {
  const place = envelope.get("signatures").place;
  const stated = envelope.get("signatures").items();
  const signatures = stated.flatMap((one) => base64(one.get("sig").value) ?? []);
  if (stated.length === 0) return "the envelope has no signature and its author is unknown: sign it";
  const signed = preAuthenticationEncoding(PAYLOAD_TYPE, payload);
  if (signatures.some((one) => keys.some(({ key }) => isSignedBy(signed, one, key)))) return undefined;
  const hasCertificate = bundle !== undefined && !isAbsent(bundle.get("verificationMaterial"));
  if (hasCertificate && sigstore.roots.length > 0 && sigstore.signers.length > 0) {
    const proof = proveSigner({ bundle: bundle.value as Json, payload, signed, signatures }, sigstore);
    if ("problem" in proof) return proof.problem;
    log.note(place, `signed by ${quote(proof.by)}, by the log at ${proof.at}; the inclusion in the log is not checked`);
    return undefined;
  }
  const other = hasCertificate ? ", or the signer of its certificate to `signers` in config.yaml with `.caregate/keys/trusted_root.json`" : ""; // prettier-ignore
  if (keys.length === 0)
    return `the signature cannot be checked without a key: add the public key of the signer${other}`;
  const names = keys.map(({ name }) => quote(name)).join(", ");
  return `the signature matches none of the keys (${names}): the content was changed, or another person signed it`;
}

/** The predicate, when it is a document of ours. */
function ownDocument(file: string, statement: SourceNode): Document | undefined {
  const predicate = statement.get("predicate");
  const kind = predicate.get("kind").value;
  if (predicate.get("apiVersion").value !== "caregate/v1" || typeof kind !== "string" || !isEvidence(kind)) return undefined; // prettier-ignore
  return {
    file,
    index: 0,
    kind,
    value: predicate.value as JsonObject,
    locate: (path) => ({
      file,
      ...predicate.get(...path).place(),
      exact: predicate.get(...path).value !== undefined,
    }),
  };
}

/** What is made of the predicates of others; undefined where they state nothing that is evidence here. */
function foreignDocument(file: string, statement: SourceNode, log: DiagnosticCollector): Document | undefined {
  const made = draftOf(file, statement, log);
  const digest = statement.get("subject", 0, "digest", "sha256");
  const isOnly = statement.get("subject").items().length === 1;
  // A verification summary may be about the software around the model, which has a digest of its own.
  const isOfModel = !VSA.test(wordOf(statement.get("predicateType").value));
  if (
    isOfModel &&
    isOnly &&
    typeof digest.value === "string" &&
    /^[0-9a-f]{64}$/i.test(digest.value) &&
    made &&
    !made.isEmpty()
  )
    made.put(["subject", "digest"], digest.value.toLowerCase(), digest.place);
  return made && !made.isEmpty() ? made.document(0) : undefined;
}

function draftOf(file: string, statement: SourceNode, log: DiagnosticCollector): DocumentBuilder | undefined {
  const type = statement.get("predicateType");
  const predicate = statement.get("predicate");
  if (typeof type.value === "string" && VSA.test(type.value)) return summaryOf(file, predicate, log);
  if (typeof type.value === "string" && MODEL_SIGNATURE.test(type.value)) {
    const report = createBuilder(file, "AuditReport", predicate.place);
    report.put(["type"], "supply-chain", type.place);
    return report;
  }
  if (typeof type.value === "string" && TEST_RESULT.test(type.value)) return testsOf(file, predicate, log);
  const says = "a caregate document, a SLSA verification summary, a test result or a model signature is";
  log.warn(type.place, `the predicate ${quote(wordOf(type.value))} is not read; ${says}`);
  return undefined;
}

/** What a verifier found; one that did not pass is no evidence of anything but that. */
function summaryOf(file: string, predicate: SourceNode, log: DiagnosticCollector): DocumentBuilder {
  const report = createBuilder(file, "AuditReport", predicate.place);
  const [result, verifier, time] = [
    predicate.get("verificationResult"),
    predicate.get("verifier", "id"),
    predicate.get("timeVerified"),
  ];
  if (result.value !== "PASSED")
    log.error(result.place, `the verification is ${quote(wordOf(result.value))}, not PASSED`);
  report.put(["metadata", "by"], textOf(verifier, log), verifier.place);
  report.put(["metadata", "date"], dateOf(time, log), time.place);
  report.put(["type"], "supply-chain", predicate.place);
  return report;
}

/** How many tests failed. */
function testsOf(file: string, predicate: SourceNode, log: DiagnosticCollector): DocumentBuilder {
  const report = createBuilder(file, "ValidationReport", predicate.place);
  const [result, failed] = [predicate.get("result"), predicate.get("failedTests")];
  const count = Array.isArray(failed.value) ? failed.value.length : undefined;
  const place: SpanGetter = count === undefined ? result.place : failed.place;
  if (!["PASSED", "WARNED", "FAILED"].includes(wordOf(result.value)))
    log.error(result.place, `a test result is PASSED, WARNED or FAILED, not ${quote(wordOf(result.value))}`);
  else if (result.value === "PASSED" && count !== undefined && count > 0)
    log.error(place, `the result is PASSED but ${count} tests failed`);
  else if (result.value === "FAILED" && (count ?? 0) === 0)
    log.error(place, "the result is FAILED but does not name the failed tests");
  else report.put(["openFailures"], count, place);
  return report;
}
