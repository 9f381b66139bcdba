import { type Json, getAt, isObject } from "../util/json.ts";
import { NAMELESS, elementKey } from "../util/element-key.ts";
import type { Path } from "../util/json-path.ts";
import { type OwnFields, collectionIn, documentDepth, kindFor } from "../schema/own-fields.ts";

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
  ageDays: "age",
  unusable: "documents that do not count",
  californiaFacility: "licence as a facility in California",
  californiaLicensedFacility: "licence as a facility in California",
};

/** Calculated values that are true or false, in words: when true, and when false. */
const claims: Readonly<Record<string, readonly [yes: string, no: string]>> = {
  beforeGoLive: ["dated before go-live", "dated after go-live"],
  coversLastChange: ["newer than the last change", "older than the last change"],
  overdue: ["next review has passed", "next review is still to come"],
  independent: ["tested on independent data", "not tested on independent data"],
  contractInForce: ["contract in force", "no contract in force"],
  contractCoversSystem: ["contract names this system", "contract names neither this system nor its model"],
  agreementExempt: ["exempt from an agreement", "not exempt from an agreement"],
  sccModuleFits: ["standard clauses fit the roles", "module of the standard clauses does not fit the roles"],
  phi: ["data are PHI", "data are not PHI"],
  patientFacing: ["used by patients", "not used by patients"],
  impossibleParity: ["parity claims exclude each other", "parity claims go together"],
  epsilonUnderstated: ["stated total is below the releases", "stated total covers the releases"],
  latencyExceeded: ["latency is above its limit", "latency is within its limit"],
};

const knownWords = new Map<string, string>();
/** Names whose words are kept: the fields of the schemas are a few hundred, the keys of documents any number. */
const MOST_KNOWN = 2000;

/** A field's name as words: `breachNoticeHours` is breach notice hours. */
function words(name: string): string {
  const known = knownWords.get(name) ?? wordsOf(name);
  if (knownWords.size < MOST_KNOWN) knownWords.set(name, known);
  return known;
}

function wordsOf(name: string): string {
  if (Object.hasOwn(names, name)) return names[name] as string;
  const text = name.replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase();
  return text.replaceAll(/\b(?:ai|dpo|eu|fda|mdr|phi|udi|us)\b/g, (word) => word.toUpperCase());
}

/** What an element of a list is called: by its key, else by its position. */
function elementName(element: Json | undefined, position: number): string {
  const key = elementKey(element);
  return key === NAMELESS ? `entry ${position + 1}` : key;
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

/** The keys of a field that are shown. */
const MOST_KEYS = 2;

/** The kind of evidence that a path is about, if it leads to no field of a document. */
function evidenceName(path: Path, own: OwnFields): string | undefined {
  return path[0] === "evidence" && path.length <= documentDepth(path) ? kindFor(collectionIn(path), own) : undefined;
}

/** The innermost element of a list on the way, other than an evidence document, by its name. */
function elementOn(path: Path, root: Json): string | undefined {
  for (let length = path.length; length > 0; length--) {
    const key = path[length - 1];
    if (typeof key !== "number" || (path[0] === "evidence" && length <= documentDepth(path))) continue;
    const element = getAt(root, path.slice(0, length));
    if (isObject(element)) return elementName(element, key);
  }
  return undefined;
}

/** Where a field is, and how its value came about. */
export interface LabelContext {
  /** The evidence file that the field is in. */
  readonly file: string | undefined;
  /** True if the value is calculated: no file has a field of this name. */
  readonly computed: boolean;
  /** The value of a condition, which has words of its own where it is calculated. */
  readonly truth: boolean | undefined;
  /** The kinds that the organisation declares. */
  readonly own: OwnFields;
}

/**
 * The name of a field for people: `clauses` (Acme), `auditLog.fields`, `status` in evidence/dpia.yaml. A calculated value
 * has words instead: gap in sensitivity.
 * @param path a path of the rule context
 * @param root the rule context
 */
export function labelOf(path: Path, root: Json, { file, computed, truth, own: declared }: LabelContext): string {
  if (path[0] === "facts" && sentences.has(String(path.at(-1)))) return "";
  const kind = evidenceName(path, declared);
  if (kind !== undefined) return file === undefined ? kind : `${kind} ${file}`;
  const fields = path.slice(filedUnder(path));
  while (typeof fields.at(-1) === "number") fields.pop();
  const own = fields.slice(fields.findLastIndex((key) => typeof key === "number") + 1).map(String);
  const element = elementOn(path, root);
  const claim = computed && truth !== undefined ? claims[own.at(-1) ?? ""] : undefined;
  const field = computed ? own.map(words).join(" ") : `\`${own.slice(-MOST_KEYS).join(".")}\``;
  const name = claim ? claim[truth ? 0 : 1] : field;
  if (own.length === 0) return element ?? "element";
  if (element !== undefined) return `${name} (${element})`;
  return `${name}${file === undefined ? "" : ` in ${file}`}`;
}
