import { hasPlannedChanges } from "../evidence/planned-changes.ts";
import { daysBetween } from "../util/date.ts";
import { compareCodeUnits, textList } from "../util/json.ts";
import type { RuleContext } from "./context.ts";
import { eea, usTerritories } from "./reference-data.ts";
import { functionsOf, layUsers } from "./terms.ts";

const functionClasses: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(functionsOf).flatMap(([name, functions]) => functions.map((one) => [one, name])),
);

/** Data that need not be about any patient. What was derived from patients, such as de-identified data, is not here. */
const notAboutPatients = ["operational", "synthetic", "personal", "staff", "financial", "geolocation"];

/** Functions with a medical purpose of their own: no claim makes them general wellness. */
const medical: readonly string[] = functionsOf.clinical.filter((one) => one !== "patient-monitoring");
/** Claims outside general wellness (FD&C Act 520(o)(1)(B)), or that go with a clinician. */
const clinicalClaims = ["diagnoses-disease", "treats-disease", "ai-therapist", "clinician-title"];

/** Roles of those who treat patients. */
const providerRoles = ["covered-entity-provider", "care-provider", "part2-program", "device-user-facility"];

/** The law region of a country or subdivision code. */
function regionOf(code: string): string {
  const country = code.slice(0, 2);
  if (code === "EU" || eea.has(country)) return "eu";
  if (usTerritories.has(country)) return "us";
  return ({ GB: "gb", CA: "ca", AU: "au" } as Record<string, string>)[country] ?? "other";
}

/**
 * Whether there are human patients. Nobody affected is not enough: data that can be about patients contradict it.
 * Veterinary care and demonstrations on invented records have none.
 */
function hasHumanPatients(affects: readonly string[], categories: readonly string[]): boolean {
  return affects.some((one) => one !== "nobody") || categories.some((one) => !notAboutPatients.includes(one));
}

/** Whether a system is general wellness, which has to be stated; undefined where its claims alone are not. */
function isGeneralWellness(context: RuleContext): boolean | undefined {
  const affects = textList(context.get("spec.affects"));
  const role = context.get("spec.decisionRole");
  const possible =
    context.get("spec.regulatory.patientFunction") === "general-wellness" &&
    affects?.every((one) => one !== "patients" && one !== "members") === true &&
    (role === "none" || role === "informs") &&
    !medical.includes(String(context.get("spec.function")));
  if (!possible) return false;
  return textList(context.get("spec.regulatory.serviceClaims"))?.every((one) => !clinicalClaims.includes(one));
}

/** What the risk level depends on. */
interface Use {
  readonly functionClass: string;
  readonly purpose: string;
  readonly decisionRole: string;
  readonly users: readonly string[];
  readonly humanPatients: boolean;
  readonly wellness: boolean;
  /** Whether it writes text or acts by itself. */
  readonly generative: boolean;
}

/** The lowest risk level that the use of a system allows; a convention of this project. */
function minimumRiskLevel({ functionClass, purpose, decisionRole, users, ...use }: Use): string {
  if (use.wellness) return use.generative ? "moderate" : "low";
  if (!use.humanPatients && functionClass.startsWith("clinical")) return "low";
  const clinical = functionClass === "clinical";
  const steers = decisionRole === "drives" || decisionRole === "decides";
  if ((clinical || functionClass === "coverage") && steers) return "high";
  if (["therapy", "triage", "emergency-dispatch"].includes(purpose)) return "high";
  if (clinical && users.some((user) => layUsers.includes(user))) return "high";
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

/** Offers `facts.humanPatients`, `generalWellness` and `minimumRiskLevel`. */
function riskFacts(context: RuleContext, functionClass: string | undefined): void {
  const users = textList(context.get("spec.users"));
  const affects = textList(context.get("spec.affects"));
  const categories = textList(context.get("spec.data.categories"));
  const purpose = context.get("spec.function");
  const decisionRole = context.get("spec.decisionRole");
  const type = context.get("spec.model.type");
  const generative = type === "generative" || type === "agentic";
  const humanPatients = affects && categories && hasHumanPatients(affects, categories);
  context.derive("facts.humanPatients", humanPatients, ["spec.affects", "spec.data.categories"]);
  const wellness = isGeneralWellness(context);
  const open = wellness === undefined ? ["spec.regulatory.serviceClaims"] : [];
  context.derive("facts.generalWellness", wellness, ["spec.regulatory.patientFunction", "spec.affects"], open);
  const known = functionClass !== undefined && typeof purpose === "string" && typeof decisionRole === "string" && users;
  const patients = humanPatients !== false;
  const [as, asNot] = [wellness ?? true, wellness ?? false].map((one) =>
    known
      ? minimumRiskLevel({
          functionClass,
          purpose,
          decisionRole,
          users,
          generative,
          wellness: one,
          humanPatients: patients,
        })
      : undefined,
  );
  context.derive(
    "facts.minimumRiskLevel",
    as === asNot ? as : undefined,
    ["spec.risk.level", "spec.function", "spec.decisionRole", "spec.users"],
    open,
  );
}

/**
 * Offers `facts.plannedChanges`, and for the data and the interfaces the day of their last change. Under a plan they change
 * only on a day of their own, and are unchanged where none is stated.
 */
function changeFacts(context: RuleContext): void {
  const planned = hasPlannedChanges((path) => context.get(path));
  const open = planned === undefined ? ["spec.model.learning"] : [];
  context.derive("facts.plannedChanges", planned, ["spec.change.plan", "spec.model.learning"], open);
  const subjects = [
    ["data", "spec.model.lastDataChange"],
    ["interfaces", "spec.model.lastSecurityChange"],
  ] as const;
  for (const [subject, own] of subjects) {
    const isStated = context.get(own) !== undefined;
    const from = isStated ? own : "spec.model.lastChange";
    context.derive(`facts.${subject}Changed`, context.get(from), [from]);
    context.derive(`facts.${subject}Unchanged`, planned === undefined ? undefined : planned && !isStated, [from], open);
  }
}

/**
 * Offers `facts.regions`, `usStates`, `caProvinces`, `functionClass`, `patientFacing`, `careProvider`, `daysLive`, and
 * those on risk.
 */
export function deploymentFacts(context: RuleContext): void {
  const jurisdictions = textList(context.get("spec.jurisdictions"));
  const users = textList(context.get("spec.users"));
  const purpose = context.get("spec.function");
  const functionClass = typeof purpose === "string" ? functionClasses[purpose] : undefined;

  const regions = jurisdictions && [...new Set(jurisdictions.map(regionOf))].toSorted(compareCodeUnits);
  context.derive("facts.regions", regions, ["spec.jurisdictions"]);
  subdivisions(context, "US", "facts.usStates", "organisation.states");
  subdivisions(context, "CA", "facts.caProvinces", "organisation.provinces");
  context.derive("facts.functionClass", functionClass, ["spec.function"]);
  context.derive(
    "facts.patientFacing",
    users?.some((user) => layUsers.includes(user)),
    ["spec.users"],
  );
  context.derive(
    "facts.careProvider",
    textList(context.get("organisation.roles"))?.some((role) => providerRoles.includes(role)),
    ["organisation.roles"],
  );
  riskFacts(context, functionClass);
  changeFacts(context);
  context.derive("facts.daysLive", daysBetween(context.get("spec.goLive"), context.get("asOf")), ["spec.goLive"]);
}
