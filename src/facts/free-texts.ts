import { isTemplateText } from "../util/template-text.ts";
import { type Json, type JsonObject, emptyObject, isObject } from "../util/json.ts";
import { memoizeByObject } from "../util/memoize.ts";

/**
 * Fields whose short values are codes (countries, languages, letters of an article, classes), and numbers of
 * registers, whose own rules refuse template texts as a failure.
 */
const codes: ReadonlySet<string> = new Set([
  "authorisedRepresentative",
  "euRepresentative",
  "ukRepresentative",
  "eudamedRegistration",
  "euDatabaseId",
  "mhraRegistration",
  "notifiedBody",
  "processingRecordId",
  "accessCountries",
  "countries",
  "fdaAuthorisedVersions",
  "gdprArt6",
  "gdprArt9",
  "jurisdictions",
  "languages",
  "licences",
  "mdrClass",
  "previousVersion",
  "provinces",
  "proxyInputs",
  "states",
  "storageCountries",
  "version",
]);

/** Fields that name a thing, which may be called by one letter. */
const nameField = /(?:^|[a-z])(?:name|id|model|provider|contract|channel|endpoint)$/i;

const isNoAnswer = (text: string, field: string): boolean =>
  isTemplateText(text, field) && !(text.trim().length === 1 && /\p{L}/u.test(text) && nameField.test(field));

/** The value without template texts; the same value if it has none. Places in lists stay. */
function stripped(value: Json, field: string): Json | undefined {
  if (typeof value === "string") return isNoAnswer(value, field) ? undefined : value;
  if (Array.isArray(value)) {
    const kept = value.map((one) => stripped(one, field));
    return kept.every((one, i) => one === value[i]) ? value : kept.map((one) => one ?? null);
  }
  if (!isObject(value)) return value;
  let copy: JsonObject | undefined;
  for (const key of Object.keys(value)) {
    const own = value[key] as Json;
    const kept = codes.has(key) ? own : stripped(own, key);
    if (kept === own) continue;
    copy ??= Object.assign(emptyObject(), value);
    if (kept === undefined) delete copy[key];
    else copy[key] = kept;
  }
  return copy ?? value;
}

const strippedObject = memoizeByObject((value: JsonObject): Json => stripped(value, "") ?? value);

/**
 * What is stated, without texts that state nothing, such as `TBD`, `n/a`, `see above`, one letter or the field's own
 * name: they count as not stated, so that rules that need them are undecided.
 */
export const withoutTemplateTexts = (value: Json): Json => (isObject(value) ? strippedObject(value) : value);
