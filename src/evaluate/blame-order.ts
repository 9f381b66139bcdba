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
  ...["level", "annex3Point", "fdaDevice", "mdrClass"].map((f) => `spec.risk.${f}`),
  ...["euRoles", "mdrRoute", "coloradoRole", "firstPlacedOnMarket"].map((f) => `spec.regulatory.${f}`),
  "spec.fairness.primaryCriterion",
  ...["technique", "clinicalMetric", "scheme"].map((f) => `spec.privacyTechniques[].${f}`),
  ...["name", "roles", "supplies", "dataAccess"].flatMap((f) => [`spec.vendors[].${f}`, `facts.vendors[].${f}`]),
  ...["agreementExempt", "holdsData"].map((f) => `facts.vendors[].${f}`),
  "facts.evidence.kinds",
  ...["regions", "usStates", "functionClass", "patientFacing", "minimumRiskLevel", "daysLive"].map((f) => `facts.${f}`),
]);

/** True for the way through the law and for what follows from it: the last to point to, as another way repairs nothing. */
function isWay(path: Path): boolean {
  const text = formatOpenPath(path);
  return text === "spec.regulatory.mdrRoute" || text.startsWith("facts.law.");
}

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

/** Fields that say which element of a list of the manifest or the settings is meant. */
const naming: ReadonlySet<string> = new Set(["spec.monitoring.signals[].signal", "organisation.policies[].topic"]);

/** True for a field that says which element of a list is meant: one of another type does not fail, it is not the one. */
export const identifiesElement = (path: Path): boolean =>
  (path[0] === "evidence" && path.length > 3 && identifying.has(String(path.at(-1)))) ||
  naming.has(formatOpenPath(path));

/** True for a deciding condition that only describes the system: it is a premise, or it reads only descriptive fields. */
export function isDescriptiveCondition({ premise, reads }: DecidingCondition): boolean {
  return premise || (reads.length > 0 && reads.every(({ path }) => isDescriptivePath(path)));
}

/** 0 for what can be put right, 1 for a premise about it, 2 for what only describes the system, and 3 for its way. */
function blameRank(condition: DecidingCondition): number {
  if (!isDescriptiveCondition(condition)) return 0;
  if (!condition.reads.every(({ path }) => isDescriptivePath(path))) return 1;
  return condition.reads.every(({ path }) => isWay(path)) ? 3 : 2;
}

/** Orders the conditions that decided: those that only describe the system come last. */
export function inBlameOrder(conditions: readonly DecidingCondition[]): DecidingCondition[] {
  const isConcluded = conditions.some((one) => blameRank(one) === 0);
  const rank = (one: DecidingCondition): number => (isConcluded ? Math.min(blameRank(one), 1) : blameRank(one));
  return conditions.toSorted((a, b) => rank(a) - rank(b));
}
