import { type Json, isObject, mapsOf } from "../../util/json.ts";
import type { RuleContext } from "../context.ts";
import type { ClaimName } from "./claim.ts";
import type { ClaimContradiction } from "./special.ts";

/** Fields of `approvedUse`, the claim each belongs to, and where the manifest states it. */
const fields: readonly (readonly [field: string, claim: ClaimName, path: string])[] = [
  ["stage", "stage", "spec.stage"],
  ["function", "function", "spec.function"],
  ["jurisdictions", "jurisdictions", "spec.jurisdictions"],
  ["users", "people", "spec.users"],
  ["affects", "people", "spec.affects"],
  ["decisionRole", "decision", "spec.decisionRole"],
  ["coverageActions", "decision", "spec.oversight.coverageActions"],
  ["finalDecision", "decision", "spec.oversight.finalDecision"],
  ["categories", "data", "spec.data.categories"],
  ["purposes", "data", "spec.data.purposes"],
  ["modalities", "data", "spec.data.modalities"],
  ["capabilities", "capabilities", "spec.capabilities"],
  ["modelType", "model", "spec.model.type"],
  ["learning", "model", "spec.model.learning"],
  ["significantEffect", "decision", "spec.significantEffect"],
  ["timeCritical", "decision", "spec.timeCritical"],
  ["trainedOnCategories", "model", "spec.model.trainedOnCategories"],
  ["protectedInputs", "model", "spec.fairness.protectedInputs"],
  ["proxyInputs", "model", "spec.fairness.proxyInputs"],
  ["riskLevel", "classification", "spec.risk.level"],
  ["euAiAct", "classification", "spec.risk.euAiAct"],
  ["fdaDevice", "classification", "spec.risk.fdaDevice"],
  ["mdrClass", "classification", "spec.risk.mdrClass"],
];

const ended: readonly string[] = ["suspended", "retired"];

/** The same text for lists of the same elements in any order. */
const wordsOf = (value: Json | undefined): string =>
  value === undefined ? "not stated" : Array.isArray(value) ? value.map(String).toSorted().join(", ") : String(value);

/**
 * What the newest review with an `approvedUse` approved, against the manifest: a use that was changed after its approval
 * is another use. A review that rejected or deferred approves nothing.
 */
export function findUnapprovedUse(context: RuleContext): ClaimContradiction[] {
  const reviews = mapsOf(context.get("evidence.committeeReviews")).flatMap(({ index, map }) => {
    const { approvedUse, metadata, decision } = map;
    if (!isObject(approvedUse) || !isObject(metadata) || decision === "rejected" || decision === "deferred") return [];
    return [{ index, approvedUse, date: String(metadata["date"]) }];
  });
  const newest = reviews.toSorted((a, b) => (a.date < b.date ? 1 : a.date > b.date ? -1 : a.index - b.index))[0];
  if (!newest) return [];
  return fields.flatMap(([field, claim, path]): ClaimContradiction[] => {
    const approved = newest.approvedUse[field];
    if (approved === undefined || approved === null) return [];
    // What is approved may stop at any time.
    if (field === "stage" && ended.includes(String(context.get(path)))) return [];
    const [was, now] = [wordsOf(approved), wordsOf(context.get(path))];
    if (was === now) return [];
    const place = `evidence.committeeReviews[${newest.index}].approvedUse.${field}`;
    return [{ claim, paths: [path, place], why: `${path} is \`${now}\`, and \`${was}\` was approved` }];
  });
}
