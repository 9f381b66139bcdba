import { type Json, getAt, isObject } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";

/** Names that are no words when taken apart. */
const names: Readonly<Record<string, string>> = {
  phi: "PHI",
  ppv: "positive predictive value",
  npv: "negative predictive value",
  ppvGap: "gap in positive predictive value",
  sensitivityGap: "gap in sensitivity",
  specificityGap: "gap in specificity",
  plannedPpvGap: "gap in positive predictive value",
  plannedSensitivityGap: "gap in sensitivity",
  plannedSpecificityGap: "gap in specificity",
  mfa: "second factor",
  dpoAdvice: "data protection officer's advice",
  tp: "true positives",
  fp: "false positives",
  tn: "true negatives",
  fn: "false negatives",
  agreementExempt: "exemption from agreements",
  holdsData: "holding of data",
  hipaaMismatches: "purposes beyond their HIPAA permission",
  part2Mismatches: "purposes beyond their ground in Part 2",
  withoutUseAgreement: "parties without a use agreement",
  californiaFacility: "licence as a facility in California",
  californiaLicensedFacility: "licence as a facility in California",
};

/** A field's name as words: `breachNoticeHours` is breach notice hours. */
function words(name: string): string {
  if (Object.hasOwn(names, name)) return names[name] as string;
  const text = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return text.replaceAll(/\b(?:ai|dpo|eu|fda|mdr|phi|udi|us)\b/g, (word) => word.toUpperCase());
}

/** Fields by which people know the elements of a list, the best first. */
const identities = [
  "name",
  "role",
  "group",
  "technique",
  "signal",
  "purpose",
  "country",
  "artifact",
  "dimension",
  "metric",
];

/** What an element of a list is called: by its name where it has one, else by its position. */
function elementName(element: Json | undefined, position: number): string {
  if (!isObject(element)) return `number ${position + 1}`;
  const known = identities.find((key) => typeof element[key] === "string");
  if (known === undefined) return `number ${position + 1}`;
  const axis = known === "group" && typeof element["axis"] === "string" ? `${element["axis"]} ` : "";
  return `${axis}${String(element[known])}`;
}

/** Groups of facts whose names say enough by themselves. */
const groups = new Set(["fairness", "performance", "monitoring", "privacy", "explanation"]);

/** Parts of a path that say where a field is filed, not what it is. */
const sections = new Set(["metadata", "spec", "organisation", "facts", "evidence"]);

/** Facts that say in a sentence what is wrong; they need no name before it. */
const sentences = new Set(["why", "sign"]);

/** How many of the first keys of a path only say where a field is filed. */
function filedUnder([root, second, third]: Path): number {
  if (!sections.has(String(root))) return 0;
  const inSection = root === "spec" && typeof third === "string";
  return inSection || (root === "facts" && groups.has(String(second))) ? 2 : 1;
}

/**
 * What a field is called before someone who does not read paths: the cases per shift of nurse-reviewer, the audit log
 * fields, the clauses in contracts/acme.yaml.
 * @param path a path of the rule context
 * @param root the rule context
 * @param file the evidence file that the field stands in, if it does
 */
export function labelOf(path: Path, root: Json, file: string | undefined): string {
  const keys = [...path];
  if (keys[0] === "facts" && sentences.has(String(keys.at(-1)))) return "";
  const first = filedUnder(keys);
  let label = "";
  let of = "";
  keys.forEach((key, i) => {
    if (i < first) return;
    if (typeof key === "string") {
      label = label === "" ? words(key) : `${label} ${words(key)}`;
      return;
    }
    // What follows is said of the element, so the list it is in need not be named.
    const element = getAt(root, keys.slice(0, i + 1));
    const last = i === keys.length - 1;
    if (last) label = isObject(element) ? elementName(element, key) : label;
    else {
      if (keys[0] !== "evidence" || i > 2) of = ` of ${elementName(element, key)}`;
      label = "";
    }
  });
  return `${label}${of}${file === undefined ? "" : ` in ${file}`}`;
}
