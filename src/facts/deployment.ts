import { daysBetween } from "../util/date.ts";
import { compareCodeUnits, textList } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import { eea, usTerritories } from "./reference-data.ts";

const functionClasses: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    clinical: [
      "diagnosis",
      "treatment",
      "triage",
      "screening",
      "patient-monitoring",
      "clinical-decision-support",
      "therapy",
      "emergency-dispatch",
    ],
    "clinical-support": ["documentation", "patient-communication", "care-coordination"],
    coverage: ["utilization-review", "claims", "underwriting", "eligibility"],
    administrative: ["billing", "scheduling", "workforce-management", "operations", "security", "marketing"],
    research: ["population-health", "research"],
  }).flatMap(([name, functions]) => functions.map((one) => [one, name])),
);

const lay = ["patient", "caregiver", "member", "public"];

/** The law region of a country or subdivision code. */
function regionOf(code: string): string {
  const country = code.slice(0, 2);
  if (code === "EU" || eea.has(country)) return "eu";
  if (usTerritories.has(country)) return "us";
  return ({ GB: "gb", CA: "ca", AU: "au" } as Record<string, string>)[country] ?? "other";
}

/** The lowest risk level that function, decision role and users allow; a convention of this project. */
function minimumRiskLevel(
  functionClass: string,
  purpose: string,
  decisionRole: string,
  users: readonly string[],
): string {
  const clinical = functionClass === "clinical";
  const steers = decisionRole === "drives" || decisionRole === "decides";
  if ((clinical || functionClass === "coverage") && steers) return "high";
  if (["therapy", "triage", "emergency-dispatch"].includes(purpose)) return "high";
  if (clinical && users.some((user) => lay.includes(user))) return "high";
  if (clinical && decisionRole !== "none") return "moderate";
  if (functionClass === "coverage" || functionClass === "clinical-support") return "moderate";
  return purpose === "workforce-management" && decisionRole !== "none" ? "moderate" : "low";
}

/**
 * Offers the parts of a country that a system touches: those its jurisdictions name or, where they name only the
 * country, those the organisation works in.
 * @param country ISO 3166 code of the country
 * @param path path of the fact
 * @param own path of the parts that the organisation states
 */
function subdivisions(context: RuleContext, country: string, path: string, own: string): void {
  const jurisdictions = textList(context.get("spec.jurisdictions"));
  const named = jurisdictions?.filter((code) => code.startsWith(`${country}-`)) ?? [];
  const whole = named.length === 0 && (jurisdictions?.includes(country) ?? false);
  const value = whole ? textList(context.get(own)) : named;
  context.derive(path, jurisdictions && value, whole ? ["spec.jurisdictions", own] : ["spec.jurisdictions"]);
}

/**
 * Offers `facts.regions`, `usStates`, `caProvinces`, `functionClass`, `patientFacing`, `minimumRiskLevel` and
 * `daysLive`.
 */
export function deploymentFacts(context: RuleContext): void {
  const jurisdictions = textList(context.get("spec.jurisdictions"));
  const users = textList(context.get("spec.users"));
  const purpose = context.get("spec.function");
  const decisionRole = context.get("spec.decisionRole");
  const functionClass = typeof purpose === "string" ? functionClasses[purpose] : undefined;

  const regions = jurisdictions && [...new Set(jurisdictions.map(regionOf))].toSorted(compareCodeUnits);
  context.derive("facts.regions", regions, ["spec.jurisdictions"]);
  subdivisions(context, "US", "facts.usStates", "organisation.states");
  subdivisions(context, "CA", "facts.caProvinces", "organisation.provinces");
  context.derive("facts.functionClass", functionClass, ["spec.function"]);
  context.derive(
    "facts.patientFacing",
    users?.some((user) => lay.includes(user)),
    ["spec.users"],
  );
  const known = functionClass !== undefined && typeof purpose === "string" && typeof decisionRole === "string" && users;
  context.derive(
    "facts.minimumRiskLevel",
    known ? minimumRiskLevel(functionClass, purpose, decisionRole, users) : undefined,
    ["spec.risk.level", "spec.function", "spec.decisionRole", "spec.users"],
  );
  context.derive("facts.daysLive", daysBetween(context.get("spec.goLive"), context.get("asOf")), ["spec.goLive"]);
}
