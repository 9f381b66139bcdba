import { type Json, compareText } from "../model/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";

const alwaysPhi = ["phi", "limited-data-set", "part2-sud", "psychotherapy-notes", "sud-counseling-notes"];
const healthData = ["health", "mental-health", "reproductive", "hiv"];
const coveredRoles = ["covered-entity-provider", "health-plan", "clearinghouse", "business-associate"];
const sensitive = [
  ...alwaysPhi,
  ...healthData,
  "genetic",
  "omic",
  "biometric",
  "ethnicity-or-belief",
  "consumer-health",
];

/** Whether data are protected by HIPAA: by their category, or as health data of a covered entity or its associate. */
function isPhi(categories: readonly string[], roles: string[] | undefined): boolean | undefined {
  if (categories.some((one) => alwaysPhi.includes(one))) return true;
  if (!categories.some((one) => healthData.includes(one))) return false;
  return roles?.some((role) => coveredRoles.includes(role));
}

/** Kinds of data that are about nobody only if a test shows it, and the tests that can. */
const claims: Readonly<Record<string, readonly string[]>> = {
  anonymous: ["anonymity-claim"],
  "de-identified": ["anonymity-claim"],
  synthetic: ["membership-inference", "nearest-neighbour"],
};

/** Whether the tests attached show that data of a claimed kind are about nobody; undefined when none says. */
function claimHolds(category: string, tests: Json | undefined): boolean | undefined {
  const results = mapsOf(tests)
    .filter(({ map }) => claims[category]?.includes(String(map["type"])))
    .map(({ map }) => map["result"]);
  if (results.length === 0) return undefined;
  return results.every((result) => result === "passed");
}

/**
 * Whether data are about identifiable people. What is called anonymous, synthetic or, where the GDPR counts,
 * de-identified is personal until a test shows otherwise: without one it cannot be told (GDPR recital 26).
 */
function isPersonal(
  categories: readonly string[],
  regions: readonly string[],
  tests: Json | undefined,
): boolean | undefined {
  const europe = regions.includes("eu") || regions.includes("gb");
  const each = categories.map((category) => {
    if (category === "operational" || (category === "de-identified" && !europe)) return false;
    if (!Object.hasOwn(claims, category)) return true;
    const holds = claimHolds(category, tests);
    return holds === undefined ? undefined : !holds;
  });
  return each.includes(true) ? true : each.includes(undefined) ? undefined : false;
}

/** Purposes that have no legal basis, or that one of the sources does not permit. */
function undeclaredPurposes(context: RuleContext): string[] | undefined {
  const purposes = textList(context.get("spec.data.purposes"));
  const bases = context.get("spec.data.legalBases");
  const sources = context.get("spec.data.sources");
  if (!purposes || !Array.isArray(bases) || !Array.isArray(sources)) return undefined;
  const declared = mapsOf(bases).map(({ map }) => map["purpose"]);
  const permitted = mapsOf(sources).map(({ map }) => textList(map["permittedPurposes"]));
  const open = purposes.filter(
    (one) => !declared.includes(one) || permitted.some((list) => list && !list.includes(one)),
  );
  return open.length === 0 && permitted.includes(undefined) ? undefined : open.toSorted(compareText);
}

/** Offers `facts.data.phi`, `personal`, `sensitive`, `trainedOnPeople` and `undeclaredPurposes`. */
export function dataFacts(context: RuleContext): void {
  const categories = textList(context.get("spec.data.categories"));
  const regions = textList(context.get("facts.regions")) ?? [];
  const tests = context.get("evidence.privacyTests");
  const stated = ["spec.data.categories"];

  const phi = categories && isPhi(categories, textList(context.get("organisation.roles")));
  context.derive("facts.data.phi", phi, stated, phi === undefined ? ["organisation.roles"] : []);
  const personal = categories && isPersonal(categories, regions, tests);
  context.derive("facts.data.personal", personal, stated, personal === undefined ? ["evidence.privacyTests"] : []);
  context.derive(
    "facts.data.sensitive",
    categories?.some((one) => sensitive.includes(one)),
    stated,
  );
  const trainedOn = textList(context.get("spec.model.trainedOnCategories"));
  context.derive(
    "facts.data.trainedOnPeople",
    trainedOn?.some((one) => one !== "operational"),
    ["spec.model.trainedOnCategories"],
  );
  context.derive("facts.data.undeclaredPurposes", undeclaredPurposes(context), [
    "spec.data.purposes",
    "spec.data.legalBases",
    "spec.data.sources",
  ]);
}
