import { type FieldSchema, attachedKind, isOfType, schemaAtPath } from "./describe.ts";
import { type OwnFields, noOwnFields } from "./own-fields.ts";

const MOST_CHOICES = 5;
const MOST_FIELDS = 4;

/** Units that the names of fields end with, as words that stand for a number. */
const units = ["Days", "Hours", "Minutes", "Months", "Years"];

function amountWord(name: string): string {
  const unit = units.find((one) => name.endsWith(one) || name === one.toLowerCase());
  return unit === undefined ? "NUMBER" : unit.toUpperCase();
}

function textWord({ format, pattern }: FieldSchema): string {
  if (format === "date") return "YYYY-MM-DD";
  if (format === "uri") return "URL";
  return pattern?.includes("0-9a-f") ? "DIGEST" : "TEXT";
}

/** The form of a value: its allowed values, or words in capitals for what only the reader knows. */
function formOf(schema: FieldSchema, name: string, depth = 0): string {
  const { enum: allowed, items, properties = {}, required = [] } = schema;
  const values = allowed?.filter((value) => value !== null);
  if (values) {
    const rest = values.length - MOST_CHOICES;
    return `${values.slice(0, MOST_CHOICES).join(" | ")}${rest > 0 ? ` and ${rest} more` : ""}`;
  }
  if (isOfType(schema, "array")) return `[${items ? formOf(items, name, depth) : "TEXT"}]`;
  const fields = Object.keys(properties);
  if (fields.length > 0) {
    if (depth > 1) return "{ ... }";
    const shown = [...required, ...fields.filter((one) => !required.includes(one))].slice(0, MOST_FIELDS);
    const parts = shown.map((one) => `${one}: ${formOf(properties[one] ?? {}, one, depth + 1)}`);
    return `{ ${parts.join(", ")}${fields.length > shown.length ? ", ..." : ""} }`;
  }
  if (isOfType(schema, "boolean")) return "true | false";
  return isOfType(schema, "integer") || isOfType(schema, "number") ? amountWord(name) : textWord(schema);
}

/** The entry of a manifest for a document. */
const entryFor = (kind: string): string => `{ kind: ${kind}, path: FILE, sha256: DIGEST }`;

/**
 * The line that answers a question about a field: the field with its allowed values, or with a word in capitals.
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 * @param own the fields and kinds that the organisation declares
 * @returns undefined when no schema describes it
 */
export async function answerLine(path: string, own: OwnFields = noOwnFields): Promise<string | undefined> {
  const attach = attachedKind(path, own);
  if (attach) return `evidence: [..., ${entryFor(attach)}]`;
  if (path === "evidence" || /^evidence\[\d+\]$/.test(path)) return entryFor("KIND");
  const schema = await schemaAtPath(path, own);
  const name = (path.split(".").at(-1) ?? "").replaceAll(/\[\d+\]/g, "");
  return schema && `${name}: ${formOf(schema, name)}`;
}
