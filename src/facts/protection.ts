import type { Json } from "../util/json.ts";
import { type RuleContext, mapsOf, textList } from "./context.ts";

/** Words of HIPAA itself: who uses them says that the data are protected. */
const hipaaTerms = ["phi", "limited-data-set", "psychotherapy-notes"];
const treatmentRecords = ["part2-sud", "sud-counseling-notes"];
export const alwaysPhi: readonly string[] = [...hipaaTerms, ...treatmentRecords];
export const healthData: readonly string[] = ["health", "mental-health", "reproductive", "hiv"];
/** Data without a word on health, which are about health because a provider or plan holds them on its patients. */
const aboutPeople = ["personal", "minors", "geolocation", "financial", "ethnicity-or-belief"];
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
/** Categories that say nothing of what kind of data the coded ones beside them are. */
const aboutNobody = ["operational", "long-deceased", "de-identified", "anonymous", "synthetic"];
/** Kinds of sources by which an organisation collects data itself, and so knows whom they are about. */
const ownSources: readonly Json[] = ["own-record", "own-device", "patient-entered", "wearable-or-app"];

/** A yes or no, or undefined with what would have to be stated to tell. */
export interface Answer {
  readonly value: boolean | undefined;
  readonly open: readonly string[];
}

const told = (value: boolean): Answer => ({ value, open: [] });
const cannotTell = (...open: string[]): Answer => ({ value: undefined, open });

/** True when one answer is, unknown when one is, and false otherwise. */
function some(answers: readonly Answer[]): Answer {
  if (answers.some(({ value }) => value === true)) return told(true);
  const open = answers.filter(({ value }) => value === undefined);
  return open.length === 0 ? told(false) : cannotTell(...new Set(open.flatMap((answer) => answer.open)));
}

/** Whether tests show that data are de-identified (45 CFR 164.514(a) to (c)): true, false, or undefined without one. */
function deIdentified(tests: Json | undefined, methods: readonly Json[]): boolean | undefined {
  const made = mapsOf(tests)
    .map(({ map }) => map)
    .filter(({ type, method }) => type === "de-identification" && method !== undefined && methods.includes(method));
  if (made.length === 0) return undefined;
  // a code made from what it stands for gives the person away (164.514(c)(1))
  return made.every(({ result, linkCode }) => result === "passed" && linkCode !== "derived");
}

/** Whether one category of data that an organisation under HIPAA holds is PHI (45 CFR 160.103, 164.514). */
function phiOfCategory(category: string, tests: Json | undefined, affects: readonly string[] | undefined): Answer {
  if (hipaaTerms.includes(category) || treatmentRecords.includes(category) || healthData.includes(category))
    return told(true);
  // employment records of the organisation itself are no PHI (160.103)
  const ofStaff = affects?.length === 1 && affects[0] === "staff";
  if (category === "pseudonymised")
    return told(!ofStaff && deIdentified(tests, ["safe-harbor", "expert-determination"]) !== true);
  // biometric identifiers and genetic data can only be shown by an expert: the safe harbour removes the former
  const shown = deIdentified(tests, ["expert-determination"]);
  if (category === "biometric") return told(!ofStaff && shown !== true);
  if (category === "genetic" || category === "omic")
    return shown === undefined ? cannotTell("evidence.privacyTests") : told(!shown);
  if (category === "de-identified") return told(deIdentified(tests, ["safe-harbor", "expert-determination"]) === false);
  if (!aboutPeople.includes(category) || ofStaff) return told(false);
  const ofPatients = affects?.some((one) => one === "patients" || one === "members");
  return ofPatients ? told(true) : cannotTell("spec.data.categories");
}

/**
 * Whether data are PHI: individually identifiable health information in the hands of a covered entity or its business
 * associate (45 CFR 160.103). Coded and biometric data are until their de-identification is shown. Without a word on the
 * roles of who holds them, only the words of HIPAA itself settle it.
 */
export function isPhi(context: RuleContext, categories: readonly string[]): Answer {
  const roles = textList(context.get("organisation.roles"));
  if (roles && !roles.some((role) => coveredRoles.includes(role))) return told(false);
  if (categories.some((one) => hipaaTerms.includes(one))) return told(true);
  const tests = context.get("evidence.privacyTests");
  const affects = textList(context.get("spec.affects"));
  const answer = some(categories.map((category) => phiOfCategory(category, tests, affects)));
  return roles || answer.value === false ? answer : cannotTell("organisation.roles");
}

/** Kinds of data that are about nobody only if a test shows it, and the tests that can. */
const claims: Readonly<Record<string, readonly string[]>> = {
  anonymous: ["anonymity-claim"],
  "de-identified": ["anonymity-claim"],
  pseudonymised: ["anonymity-claim"],
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

/** True if synthetic data were generated from no real people's records, so that no test has to show it. */
export const isInvented = (context: RuleContext): boolean =>
  context.get("spec.data.syntheticFrom") === "no-real-people";

/** Whether the organisation can tell whom coded data are about; undefined when nothing says. */
function holdsKey(context: RuleContext): boolean | undefined {
  const key = context.get("spec.data.pseudonymKey");
  if (key !== undefined) return key === "held";
  const kinds = mapsOf(context.get("spec.data.sources")).map(({ map }) => map["kind"]);
  return kinds.some((kind) => kind !== undefined && ownSources.includes(kind)) ? true : undefined;
}

/**
 * Whether data are about identifiable people. What is called anonymous, synthetic or, where the GDPR counts,
 * de-identified is personal until a test shows otherwise: without one it cannot be told (GDPR recital 26). Coded data
 * are, unless their holder has no key and shows that it cannot tell whom they are about (CJEU C-413/23 P).
 */
export function isPersonal(context: RuleContext, categories: readonly string[]): Answer {
  const regions = textList(context.get("facts.regions")) ?? [];
  const tests = context.get("evidence.privacyTests");
  const europe = regions.includes("eu") || regions.includes("gb");
  const each = categories.map((category) => {
    // neither law protects who died long ago (45 CFR 160.103, GDPR recital 27)
    if (category === "operational" || category === "long-deceased") return told(false);
    if (category === "de-identified" && !europe) return told(false);
    if (category === "synthetic" && isInvented(context)) return told(false);
    if (!Object.hasOwn(claims, category)) return told(true);
    const holds = claimHolds(category, tests);
    if (category === "pseudonymised") return told(!(europe && holds === true && holdsKey(context) === false));
    return holds === undefined ? cannotTell("evidence.privacyTests") : told(!holds);
  });
  return some(each);
}

/**
 * Whether data are of a special category (GDPR Art. 9(1)). Coded data of which nothing else is said are, for who holds
 * the key; who got them without it may show the contrary (CJEU C-413/23 P).
 */
export function isSensitive(context: RuleContext, categories: readonly string[]): Answer {
  if (categories.some((one) => sensitive.includes(one))) return told(true);
  const alone = categories.every((one) => one === "pseudonymised" || aboutNobody.includes(one));
  if (!categories.includes("pseudonymised") || !alone) return told(false);
  const key = holdsKey(context);
  if (key === true) return told(true);
  const holds = claimHolds("pseudonymised", context.get("evidence.privacyTests"));
  if (key === undefined) return cannotTell("spec.data.pseudonymKey");
  return holds === undefined ? cannotTell("evidence.privacyTests") : told(!holds);
}
