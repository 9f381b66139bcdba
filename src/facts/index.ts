import type { Document } from "../model/document.ts";
import type { Json } from "../util/json.ts";
import { type OwnFields, collectionFor, noOwnFields } from "../schema/own-fields.ts";
import { type Reference, blamedField } from "../evidence/reference.ts";
import { readConfig } from "../policy/config.ts";
import type { IsFactRead } from "../policy/facts-read.ts";
import { type AttachedEvidence, type RuleContext, createContext } from "./context.ts";
import { claimFacts } from "./claims/index.ts";
import { consistencyFacts } from "./consistency/index.ts";
import { dataFacts } from "./data-protection.ts";
import { deploymentFacts } from "./deployment.ts";
import { type Evidence, attachEvidence, evidenceFacts } from "./evidence.ts";
import { explanationFacts } from "./explanation.ts";
import { fairnessFacts } from "./fairness.ts";
import { lawFacts } from "./applicable-law.ts";
import { legalBasisFacts } from "./legal-bases.ts";
import { monitoringFacts } from "./monitoring/index.ts";
import { performanceFacts } from "./performance.ts";
import { privacyFacts } from "./privacy.ts";
import { withoutTemplateTexts } from "./free-texts.ts";
import { vendorFacts } from "./vendors.ts";

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

/** The field of a manifest entry that has to change before its evidence counts. */
function openField({ state }: Reference): string {
  if (state.is === "refused") return blamedField(state.reason);
  return state.is === "unstated" ? state.field : "format";
}

/** Points a missing collection at its unusable evidence entry, so that findings blame that entry. */
function pointAtUnusable(context: RuleContext, references: readonly Reference[]): void {
  for (const reference of references) {
    const { index, kind, state } = reference;
    const name = kind === undefined ? undefined : collectionFor(kind, context.own);
    if (state.is === "usable" || name === undefined) continue;
    const collection = `evidence.${name}`;
    const entry = `manifest.evidence[${index}].${openField(reference)}`;
    if (context.get(collection) === undefined) context.alias(collection, entry);
  }
}

const CONSISTENCY = ["facts.evidence.contradictions", "facts.evidence.implausible"];

/**
 * Builds the rule context of one deployment: the manifest, the organisation, the usable evidence, and the derived
 * facts, each with its location in a document.
 */
export function buildContext(input: ContextInput): RuleContext {
  const { manifest, config, references, evidence, asOf, isRead = () => true, own = noOwnFields } = input;
  const context = createContext(isRead, own);
  context.data["asOf"] = asOf;
  for (const part of ["metadata", "spec"]) {
    context.bind(part, manifest, [part]);
    context.data[part] = withoutTemplateTexts(manifest.value[part] as Json);
  }
  context.bind("manifest", manifest);
  context.derive("facts.file", manifest.file, ["metadata.name"]);
  context.bind("evidence", manifest, ["evidence"]);
  const { organisation } = readConfig(config);
  context.bind("organisation", config ?? manifest, config ? ["organisation"] : []);
  if (organisation) context.data["organisation"] = withoutTemplateTexts(organisation);

  const attached: AttachedEvidence[] = attachEvidence(context, evidence);
  pointAtUnusable(context, references);
  deploymentFacts(context);
  dataFacts(context);
  legalBasisFacts(context);
  lawFacts(context);
  if (isRead("facts.vendors")) vendorFacts(context, attached);
  evidenceFacts(context, references, attached);
  // The accepted gaps of fairness depend on what monitoring found.
  if (isRead("facts.monitoring") || isRead("facts.fairness")) monitoringFacts(context, attached);
  if (isRead("facts.fairness")) fairnessFacts(context, attached);
  if (isRead("facts.performance")) performanceFacts(context, attached);
  if (isRead("facts.privacy")) privacyFacts(context, attached);
  if (isRead("facts.explanation")) explanationFacts(context, attached);
  if (CONSISTENCY.some(isRead)) consistencyFacts(context, references, attached);
  if (isRead("facts.claims")) claimFacts(context, references);
  return context;
}
