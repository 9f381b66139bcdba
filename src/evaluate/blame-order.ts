import { type Path, formatOpenPath } from "../util/json-path.ts";
import type { DecidingCondition } from "../logic/explain.ts";

/**
 * Fields that describe what something is, not how well it is done. If one of them and another field decide together, the
 * finding points to the other field: a new name for a contract does not make it comply.
 */
const descriptive: ReadonlySet<string> = new Set([
  "asOf",
  "metadata.name",
  "metadata.version",
  ...["function", "stage", "jurisdictions", "users", "affects", "decisionRole", "goLive", "capabilities"].map(
    (f) => `spec.${f}`,
  ),
  ...["name", "version", "type", "provider", "learning", "lastChange"].map((f) => `spec.model.${f}`),
  ...["categories", "purposes", "people", "modalities", "legalBases[].purpose"].map((f) => `spec.data.${f}`),
  "spec.risk.level",
  "spec.privacyTechniques[].technique",
  ...["name", "roles", "supplies", "dataAccess"].flatMap((f) => [`spec.vendors[].${f}`, `facts.vendors[].${f}`]),
  ...["agreementExempt", "holdsData"].map((f) => `facts.vendors[].${f}`),
  ...["regions", "usStates", "functionClass", "patientFacing", "minimumRiskLevel", "daysLive"].map((f) => `facts.${f}`),
]);

/** Fields that identify an evidence document. */
const identifying: ReadonlySet<string> = new Set([
  "type",
  "method",
  "body",
  "audience",
  "scenario",
  "vendor",
  "axis",
  "group",
]);

function isDescriptivePath(path: Path): boolean {
  const text = formatOpenPath(path);
  if (descriptive.has(text) || text.startsWith("facts.data.") || text.startsWith("facts.law.")) return true;
  if (path[0] === "organisation") return text === "organisation.roles";
  if (path.at(-1) === "dataAccess") return true;
  return path[0] === "evidence" && identifying.has(String(path.at(-1)));
}

/** True for a field that says which document of a kind an element is: one of another type does not fail, it is not the one. */
export const identifiesElement = (path: Path): boolean =>
  path[0] === "evidence" && path.length > 3 && identifying.has(String(path.at(-1)));

/** True for a deciding condition that only describes the system: it is a premise, or it reads only descriptive fields. */
export function isDescriptiveCondition({ premise, reads }: DecidingCondition): boolean {
  return premise || (reads.length > 0 && reads.every(({ path }) => isDescriptivePath(path)));
}

/** Orders the conditions that decided: those that only describe the system come last. */
export function inBlameOrder(conditions: readonly DecidingCondition[]): DecidingCondition[] {
  const conclusions = conditions.filter((one) => !isDescriptiveCondition(one));
  return conclusions.length > 0 ? [...conclusions, ...conditions.filter(isDescriptiveCondition)] : [...conditions];
}
