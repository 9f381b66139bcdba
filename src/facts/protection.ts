import type { Json } from "../util/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";

/** Terms of HIPAA itself. Using them states that the data are protected. */
const hipaaTerms = ["phi", "limited-data-set", "psychotherapy-notes"];
const treatmentRecords = ["part2-sud", "sud-counseling-notes"];
export const alwaysPhi: readonly string[] = [...hipaaTerms, ...treatmentRecords];
export const healthData: readonly string[] = ["health", "mental-health", "reproductive", "hiv"];
/**
 * Categories that do not mention health. Their data are about health because a provider or plan holds them on patients.
 */
const aboutPeople = ["personal", "minors", "geolocation", "financial", "ethnicity-or-belief"];
const coveredRoles = ["covered-entity-provider", "health-plan", "clearinghouse", "business-associate"];
/** Data of a special category (GDPR Art. 9(1)). */
export const specialCategories: readonly string[] = [
  ...alwaysPhi,
  ...healthData,
  "genetic",
  "omic",
  "biometric",
  "ethnicity-or-belief",
  "consumer-health",
];
/** Categories that do not describe the coded data listed with them. */
const notDescriptive = ["operational", "long-deceased", "de-identified", "anonymous", "synthetic"];
/** Kinds of sources from which an organisation collects data itself, and so can identify the people. */
const ownSources: readonly Json[] = ["own-record", "own-device", "patient-entered", "wearable-or-app"];

/** A yes or no, or undefined with the missing paths that would decide it. */
export interface Answer {
  readonly value: boolean | undefined;
  readonly open: readonly string[];
}

const decided = (value: boolean): Answer => ({ value, open: [] });
const undecided = (...open: string[]): Answer => ({ value: undefined, open });

/** True when one answer is true, unknown when one is unknown, otherwise false. */
function some(answers: readonly Answer[]): Answer {
  if (answers.some(({ value }) => value === true)) return decided(true);
  const open = answers.filter(({ value }) => value === undefined);
  return open.length === 0 ? decided(false) : undecided(...new Set(open.flatMap((answer) => answer.open)));
}

/** Checks whether tests show that data are de-identified (45 CFR 164.514(a) to (c)); undefined without a test. */
function deIdentified(tests: Json | undefined, methods: readonly Json[]): boolean | undefined {
  const made = mapsOf(tests)
    .map(({ map }) => map)
    .filter(({ type, method }) => type === "de-identification" && method !== undefined && methods.includes(method));
  if (made.length === 0) return undefined;
  // a code derived from the original value identifies the person (164.514(c)(1))
  return made.every(({ result, linkCode }) => result === "passed" && linkCode !== "derived");
}

/** Checks whether one category of data held by an organisation under HIPAA is PHI (45 CFR 160.103, 164.514). */
function phiOfCategory(category: string, tests: Json | undefined, affects: readonly string[] | undefined): Answer {
  if (hipaaTerms.includes(category) || treatmentRecords.includes(category) || healthData.includes(category))
    return decided(true);
  // employment records of the organisation itself are not PHI (160.103)
  const ofStaff = affects?.length === 1 && affects[0] === "staff";
  if (category === "pseudonymised")
    return decided(!ofStaff && deIdentified(tests, ["safe-harbor", "expert-determination"]) !== true);
  // only an expert can show this for biometric identifiers and genetic data: the safe harbour removes the former
  const shown = deIdentified(tests, ["expert-determination"]);
  if (category === "biometric") return decided(!ofStaff && shown !== true);
  if (category === "genetic" || category === "omic")
    return shown === undefined ? undecided("evidence.privacyTests") : decided(!shown);
  if (category === "de-identified")
    return decided(deIdentified(tests, ["safe-harbor", "expert-determination"]) === false);
  if (!aboutPeople.includes(category) || ofStaff) return decided(false);
  const ofPatients = affects?.some((one) => one === "patients" || one === "members");
  return ofPatients ? decided(true) : undecided("spec.data.categories");
}

/**
 * Checks whether data are PHI: individually identifiable health information held by a covered entity or its business
 * associate (45 CFR 160.103). Coded and biometric data count as PHI until their de-identification is shown. If the
 * roles of the holder are not stated, only terms of HIPAA itself decide it.
 */
export function isPhi(context: RuleContext, categories: readonly string[]): Answer {
  const roles = textList(context.get("organisation.roles"));
  if (roles && !roles.some((role) => coveredRoles.includes(role))) return decided(false);
  if (categories.some((one) => hipaaTerms.includes(one))) return decided(true);
  const tests = context.get("evidence.privacyTests");
  const affects = textList(context.get("spec.affects"));
  const answer = some(categories.map((category) => phiOfCategory(category, tests, affects)));
  return roles || answer.value === false ? answer : undecided("organisation.roles");
}

/** Categories that need a test to show that their data are about nobody, and the tests that can show it. */
const claims: Readonly<Record<string, readonly string[]>> = {
  anonymous: ["anonymity-claim"],
  "de-identified": ["anonymity-claim"],
  pseudonymised: ["anonymity-claim"],
  synthetic: ["membership-inference", "nearest-neighbour"],
};

/**
 * Checks whether the attached tests show that data of a claimed kind are about nobody; undefined without such a test.
 */
function claimHolds(category: string, tests: Json | undefined): boolean | undefined {
  const results = mapsOf(tests)
    .filter(({ map }) => claims[category]?.includes(String(map["type"])))
    .map(({ map }) => map["result"]);
  if (results.length === 0) return undefined;
  return results.every((result) => result === "passed");
}

/** True if synthetic data were generated from no real people's records, so that no test has to show it. */
export const isInvented = (context: RuleContext): boolean =>
  context.get("spec.data.syntheticFrom") === "no-real-people";

/** Checks whether the organisation can identify the people behind coded data; undefined when nothing states it. */
function holdsKey(context: RuleContext): boolean | undefined {
  const key = context.get("spec.data.pseudonymKey");
  if (key !== undefined) return key === "held";
  const kinds = mapsOf(context.get("spec.data.sources")).map(({ map }) => map["kind"]);
  return kinds.some((kind) => kind !== undefined && ownSources.includes(kind)) ? true : undefined;
}

/**
 * Checks whether data are about identifiable people. Data called anonymous, synthetic or, under the GDPR, de-identified
 * are unknown without a test (GDPR recital 26). Coded data are personal unless their holder has no key and shows that
 * it cannot identify the people (CJEU C-413/23 P).
 */
export function isPersonal(context: RuleContext, categories: readonly string[]): Answer {
  const regions = textList(context.get("facts.regions")) ?? [];
  const tests = context.get("evidence.privacyTests");
  const europe = regions.includes("eu") || regions.includes("gb");
  const each = categories.map((category) => {
    // neither law protects people who died long ago (45 CFR 160.103, GDPR recital 27)
    if (category === "operational" || category === "long-deceased") return decided(false);
    if (category === "de-identified" && !europe) return decided(false);
    if (category === "synthetic" && isInvented(context)) return decided(false);
    if (!Object.hasOwn(claims, category)) return decided(true);
    const holds = claimHolds(category, tests);
    if (category === "pseudonymised") return decided(!(europe && holds === true && holdsKey(context) === false));
    return holds === undefined ? undecided("evidence.privacyTests") : decided(!holds);
  });
  return some(each);
}

/**
 * Checks whether data are of a special category (GDPR Art. 9(1)). Coded data without another description are, for the
 * holder of the key. A recipient without the key may show the contrary (CJEU C-413/23 P).
 */
export function isSensitive(context: RuleContext, categories: readonly string[]): Answer {
  if (categories.some((one) => specialCategories.includes(one))) return decided(true);
  const alone = categories.every((one) => one === "pseudonymised" || notDescriptive.includes(one));
  if (!categories.includes("pseudonymised") || !alone) return decided(false);
  const key = holdsKey(context);
  if (key === true) return decided(true);
  const holds = claimHolds("pseudonymised", context.get("evidence.privacyTests"));
  if (key === undefined) return undecided("spec.data.pseudonymKey");
  return holds === undefined ? undecided("evidence.privacyTests") : decided(!holds);
}
