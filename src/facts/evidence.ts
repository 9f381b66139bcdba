import { type Document, type EvidenceKind, type OwnKind, isEvidenceKind } from "../model/document.ts";
import { daysBetween } from "../util/date.ts";
import { type Json, copyJson, emptyObject, isObject, mapsOf } from "../util/json.ts";
import { modelKinds } from "../evidence/binding.ts";
import { hasPlannedChanges } from "../evidence/planned-changes.ts";
import { type Reference, blamedField, rejectionReasons } from "../evidence/reference.ts";
import { collectionFor } from "../schema/own-fields.ts";
import { memoizeByObject } from "../util/memoize.ts";
import { type AttachedEvidence, type RuleContext, deriveDocument } from "./context.ts";
import { kindFacts, riskFacts } from "./evidence-documents.ts";
import { confusionMatrixOf } from "./stats/confusion-matrix.ts";

/** An evidence document to attach, with its provenance. */
export interface Evidence {
  readonly document: Document;
  readonly kind: EvidenceKind | OwnKind;
  readonly ids: readonly string[];
  readonly pinned: boolean;
}

/** Attaches evidence documents to the context by collection, with the facts derived from each. */
export function attachEvidence(context: RuleContext, evidence: readonly Evidence[]): AttachedEvidence[] {
  const counts = new Map<string, number>();
  return evidence.flatMap(({ document, kind, ids, pinned }) => {
    const collection = collectionFor(kind, context.own);
    if (collection === undefined) return [];
    const index = counts.get(collection) ?? 0;
    counts.set(collection, index + 1);
    const list = (context.get(`evidence.${collection}`) ?? []) as Json[];
    const described = deriveFromDocument(document);
    list.push(Object.assign(emptyObject(), described.value));
    if (index === 0) context.alias(`evidence.${collection}`, "evidence", list);
    context.attach(`evidence.${collection}[${index}]`, document, described);
    describeDocument(context, `evidence.${collection}[${index}]`, kind, { pinned, signed: document.signed === true });
    return [{ collection, index, ids, document }];
  });
}

const deriveFromDocument = memoizeByObject(({ kind, value }: Document) =>
  deriveDocument(copyJson(value), (facts) => isEvidenceKind(kind) && kindFacts[kind]?.(facts)),
);

function before(a: Json | undefined, b: Json | undefined): boolean | undefined {
  return typeof a === "string" && typeof b === "string" ? a <= b : undefined;
}

/** Audits of security, which the model's weights do not change. */
const securityAudits: readonly string[] = [
  "access-review",
  "log-review",
  "penetration-test",
  "security-evaluation",
  "security-rule",
  "vulnerability-scan",
];

/** What a document examines, so far as a change of it makes the document out of date. */
function examined(context: RuleContext, at: string, kind: EvidenceKind | OwnKind): "security" | "data" | "model" {
  const type = context.get(`${at}.type`);
  if (kind === "RiskAnalysis" && type === "security") return "security";
  if (kind === "AuditReport" && securityAudits.includes(String(type))) return "security";
  return kind === "ImpactAssessment" && type === "dpia" ? "data" : "model";
}

/**
 * The dates of the changes after which a document has to be made again. A change of the weights that is planned, by a
 * schedule with a plan, keeps what was decided or examined for the plan. What measures the model is made again, unless
 * only major changes are validated.
 */
function changesFor(context: RuleContext, at: string, kind: EvidenceKind | OwnKind): string[] {
  const subject = examined(context, at, kind);
  const [own, other] = changeFields[subject];
  const stated = own !== undefined && context.get(own) !== undefined;
  const planned = hasPlannedChanges((path) => context.get(path)) === true;
  if (subject !== "model") return stated ? [own] : planned ? [] : ["spec.model.lastChange"];
  const prompts = other !== undefined && context.get(other) !== undefined ? [other] : [];
  const covered = planned && (!modelKinds.has(kind) || context.get("spec.change.revalidation") === "major-changes");
  return covered ? prompts : ["spec.model.lastChange", ...prompts];
}

const changeFields = {
  security: ["spec.model.lastSecurityChange", undefined],
  data: ["spec.model.lastDataChange", undefined],
  model: [undefined, "spec.model.lastPromptChange"],
} as const;

/** Proof that a document is unchanged: its digest in the manifest, or a verified signature. */
interface Seal {
  readonly pinned: boolean;
  readonly signed: boolean;
}

/** Derives facts about a document that depend on the context: its age, its assurance, and what is overdue. */
function describeDocument(context: RuleContext, at: string, kind: EvidenceKind | OwnKind, seal: Seal): void {
  const date = context.get(`${at}.metadata.date`);
  const asOf = context.get("asOf");
  const goLive = context.get("spec.goLive");
  const nextReview = context.get(`${at}.metadata.nextReview`);
  const dated = `${at}.metadata.date`;
  context.derive(`${at}.ageDays`, daysBetween(date, asOf), [dated]);
  context.derive(`${at}.beforeGoLive`, before(date, goLive), [dated, "spec.goLive"]);
  const since = changesFor(context, at, kind);
  const covers = since.map((path) => before(context.get(path), date));
  context.derive(
    `${at}.coversLastChange`,
    covers.includes(false) ? false : covers.includes(undefined) ? undefined : true,
    [dated, ...since],
  );
  context.derive(
    `${at}.overdue`,
    typeof nextReview === "string" ? before(nextReview, asOf) === true && nextReview !== asOf : undefined,
    [`${at}.metadata.nextReview`],
  );
  context.derive(`${at}.assurance`, assuranceOf(context, at, kind, seal), [at]);
  if (kind === "RiskAnalysis") riskFacts(context, at);
  if (kind === "FairnessReport") {
    const read = [`${at}.setting`, "spec.stage"];
    context.derive(`${at}.representsUse`, representsUse(context.get(`${at}.setting`), context.get("spec.stage")), read);
  }
}

/** Whether the cases of a setting show what a system does to the people it is used on; undefined when it may be. */
function representsUse(setting: Json | undefined, stage: Json | undefined): boolean | undefined {
  if (typeof setting !== "string") return undefined;
  if (setting === "synthetic") return false;
  if (setting !== "development-holdout") return true;
  return stage === undefined ? undefined : stage !== "production";
}

/** Checks whether a document names its subject. Whether the subject is this deployment is checked earlier. */
function isBound(context: RuleContext, at: string, kind: EvidenceKind | OwnKind): boolean {
  const states = (field: string): boolean => context.get(`${at}.${field}`) !== undefined;
  if (states("subject.model") && states("subject.modelVersion")) return true;
  // A digest that differs from the manifest's was refused.
  if (states("subject.digest") && context.get("spec.model.digest") !== undefined) return true;
  if (modelKinds.has(kind)) return false;
  const vendor = context.get(`${at}.vendor`);
  const vendors = mapsOf(context.get("spec.vendors")).map(({ map }) => map["name"]);
  return states("subject.system") || states("subject.model") || (vendor !== undefined && vendors.includes(vendor));
}

/** Checks whether the rates of a document are computed from counts in the document. */
function isCounted(context: RuleContext, at: string, kind: EvidenceKind | OwnKind): boolean {
  const counts = context.get(`${at}.counts`);
  if (kind === "ValidationReport") return isObject(counts) && confusionMatrixOf(counts) !== undefined;
  const groups = mapsOf(context.get(`${at}.groups`));
  return (
    kind === "FairnessReport" && groups.length > 0 && groups.every(({ map }) => confusionMatrixOf(map) !== undefined)
  );
}

/**
 * The assurance level of a document. `verified`: pinned by digest, or signed with a trusted key, and bound to its
 * subject. `recomputed`: verified, and its rates are computed from counts. `attested`: signed otherwise. `claimed`:
 * none of these.
 */
function assuranceOf(context: RuleContext, at: string, kind: EvidenceKind | OwnKind, { pinned, signed }: Seal): string {
  if ((pinned || signed) && isBound(context, at, kind)) return isCounted(context, at, kind) ? "recomputed" : "verified";
  return signed || context.get(`${at}.metadata.by`) !== undefined ? "attested" : "claimed";
}

/** Formats which file is not usable, and why. */
function sentenceOf({ file, kind }: Reference, state: Refused): string {
  const about = state.detail === undefined ? "" : ` (${state.detail})`;
  return `${kind ?? "evidence"} ${file} is ${rejectionReasons[state.reason]}${about}`;
}

type Refused = Reference["state"] & { readonly is: "refused" };

/** The path to blame: in the document if the document has to change, else the field of the manifest entry. */
function blameOf(context: RuleContext, index: number, { reason, shown }: Refused): string {
  if (!shown) return `manifest.evidence[${index}].${blamedField(reason)}`;
  context.bind(`refused[${index}]`, shown.document, shown.path);
  return `refused[${index}]`;
}

/**
 * Derives `facts.evidence.unusable`, each entry with a reason and a sentence, and `facts.evidence.unpinned`. Where nothing
 * is unusable, the documents that were read are its sources; a file of which only the digest is checked is none.
 */
export function evidenceFacts(
  context: RuleContext,
  references: readonly Reference[],
  attached: readonly AttachedEvidence[],
): void {
  const entry = ({ index }: Reference): string => `manifest.evidence[${index}]`;
  const unstated = references.flatMap(({ index, state }) => {
    if (state.is !== "unstated") return [];
    const path = `manifest.evidence[${index}].${state.field}`;
    if (state.document) context.bind(path, state.document, state.field.split("."));
    return [path];
  });
  const refused = references.flatMap((reference) =>
    reference.state.is === "refused" ? [{ reference, state: reference.state }] : [],
  );
  const blamed = refused.map(({ reference, state }) => blameOf(context, reference.index, state));
  const unusable = refused.map(({ reference, state }) => ({
    path: reference.file,
    kind: reference.kind ?? "",
    reason: state.reason,
    why: sentenceOf(reference, state),
  }));
  context.derive(
    "facts.evidence.unusable",
    refused.length === 0 && unstated.length > 0 ? undefined : unusable,
    blamed.length > 0
      ? blamed
      : ["evidence", ...attached.map(({ collection, index }) => `evidence.${collection}[${index}]`)],
    unstated,
  );
  blamed.forEach((path, i) => context.derive(`facts.evidence.unusable[${i}]`, undefined, [path]));
  // A list of none that count is no list of none: what is attached may say what a rule looks for.
  const kinds = [...new Set(references.flatMap(({ kind }) => kind ?? []))];
  context.derive("facts.evidence.kinds", kinds, ["evidence"]);
  const unpinned = references.filter(({ pinned }) => !pinned);
  const names = unpinned.map(({ ids, file }) => ids[0] ?? file);
  context.derive("facts.evidence.unpinned", names, unpinned.length > 0 ? unpinned.map(entry) : ["evidence"]);
  unpinned.forEach((reference, i) => context.derive(`facts.evidence.unpinned[${i}]`, undefined, [entry(reference)]));
}
