import { type Document, evidenceCollections, isEvidenceKind } from "../model/document.ts";
import type { Json } from "../util/json.ts";
import type { Reference } from "../evidence/reference.ts";
import { readConfig } from "../policy/config.ts";
import { type Attached, type RuleContext, createContext } from "./context.ts";
import { consistencyFacts } from "./consistency/index.ts";
import { dataFacts } from "./data-protection.ts";
import { deploymentFacts } from "./deployment.ts";
import { type Evidence, attachEvidence, evidenceFacts } from "./evidence.ts";
import { explanationFacts } from "./explanation.ts";
import { fairnessFacts } from "./fairness.ts";
import { lawFacts } from "./applicable-law.ts";
import { legalBasisFacts } from "./legal-bases.ts";
import { monitoringFacts } from "./monitoring.ts";
import { performanceFacts } from "./performance.ts";
import { privacyFacts } from "./privacy.ts";
import { vendorFacts } from "./vendors.ts";

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

/** Evidence that is named but does not count stands where its collection would, so that blame finds it. */
function pointAtUnusable(context: RuleContext, references: readonly Reference[]): void {
  for (const { index, kind, state } of references) {
    if (state.is === "usable" || kind === undefined || !isEvidenceKind(kind)) continue;
    const collection = `evidence.${evidenceCollections[kind]}`;
    if (context.get(collection) === undefined) context.alias(collection, `manifest.evidence[${index}]`);
  }
}

/**
 * Builds what rules read of one deployment: the manifest, the organisation, the evidence that counts, and the facts
 * worked out from them, each with its place in a document.
 */
export function buildContext({ manifest, config, references, evidence, asOf }: ContextInput): RuleContext {
  const context = createContext();
  context.data["asOf"] = asOf;
  for (const part of ["metadata", "spec"]) {
    context.bind(part, manifest, [part]);
    context.data[part] = manifest.value[part] as Json;
  }
  context.bind("manifest", manifest);
  context.bind("evidence", manifest, ["evidence"]);
  const { organisation } = readConfig(config);
  context.bind("organisation", config ?? manifest, config ? ["organisation"] : []);
  if (organisation) context.data["organisation"] = organisation;

  const attached: Attached[] = attachEvidence(context, evidence);
  pointAtUnusable(context, references);
  deploymentFacts(context);
  dataFacts(context);
  legalBasisFacts(context);
  lawFacts(context);
  vendorFacts(context, attached);
  evidenceFacts(context, references);
  fairnessFacts(context, attached);
  performanceFacts(context, attached);
  privacyFacts(context);
  monitoringFacts(context, attached);
  explanationFacts(context, attached);
  consistencyFacts(context, references, attached);
  return context;
}
