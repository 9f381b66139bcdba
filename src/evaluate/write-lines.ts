import type { DocumentPath } from "../facts/context.ts";
import type { Comparison } from "../logic/comparison.ts";
import type { DecidingCondition } from "../logic/explain.ts";
import { type EvidenceKind, isEvidence } from "../model/document.ts";
import type { WriteLine } from "../model/finding.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import type { BranchMessage } from "../policy/rule.ts";
import { isDate } from "../util/date.ts";
import { type OwnFields, collectionIn, documentDepth, kindFor } from "../schema/own-fields.ts";
import { type Json, copyWithoutSlices, isObject } from "../util/json.ts";
import { type Path, formatOpenPath, formatPath, parsePath } from "../util/json-path.ts";
import { isDescriptiveCondition } from "./blame-order.ts";
import type { EvaluationInput } from "./input.ts";

const MOST_LINES = 5;
const MOST_CHOICES = 5;
const DAY = "YYYY-MM-DD";

/** Texts that YAML reads as themselves without quotes. */
const plain = /^[A-Za-z][\w-]*(?: [\w-]+)*$/;

/** A value in YAML on one line. */
function yaml(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(yaml).join(", ")}]`;
  if (isObject(value)) return JSON.stringify(value);
  if (typeof value !== "string") return String(value);
  return isDate(value) || (plain.test(value) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(value)) ? value : JSON.stringify(value); // prettier-ignore
}

const choice = (values: readonly Json[]): string | undefined =>
  values.length === 0 || values.length > MOST_CHOICES ? undefined : values.map(yaml).join(" | ");

/** A list that keeps its elements and gets others. */
function extended(value: Json | undefined, added: string | undefined): string | undefined {
  if (added === undefined) return undefined;
  return Array.isArray(value) && value.length > 0 ? `[..., ${added}]` : `[${added}]`;
}

const without = (value: Json | undefined, removed: readonly Json[]): string =>
  yaml((Array.isArray(value) ? value : []).filter((one) => !removed.includes(one)));

/** A number or a date beyond a limit. No date is proposed where only a past one would do: nothing done today is dated then. */
function amount(
  { relation, wanted, value, limit, since, fixed }: Comparison,
  asOf: Json | undefined,
): string | undefined {
  const isUpper = (relation === "at-most" || relation === "below") === wanted;
  if (since) return isUpper ? DAY : undefined;
  if (isDate(value) || isDate(limit)) return isUpper && String(limit) < String(asOf) ? undefined : DAY;
  if (typeof limit !== "number" || isObject(value) || !fixed) return undefined;
  const isExact = (relation === "at-most" || relation === "at-least") === wanted;
  return isExact ? String(limit) : "NUMBER";
}

/** The value that a comparison asks for, in YAML; undefined if only a person can choose it. */
function requiredValue(comparison: Comparison, asOf: Json | undefined): string | undefined {
  const { relation, wanted, value, limit, difference } = comparison;
  const items = (Array.isArray(limit) ? limit : [limit]).filter((one) => one !== undefined);
  switch (relation) {
    case "true":
      return typeof value === "boolean" ? String(wanted) : undefined;
    case "equals":
    case "differs":
      return (relation === "equals") === wanted && limit !== undefined ? yaml(limit) : undefined;
    case "one-of":
      return wanted ? choice(items) : undefined;
    case "within-list": {
      const rest = without(value, difference);
      return rest === "[]" ? extended(undefined, choice(items)) : rest;
    }
    case "holds":
    case "holds-all":
      return wanted ? extended(value, difference.map(yaml).join(", ")) : without(value, difference);
    case "holds-one":
      return wanted ? extended(value, choice(items)) : without(value, difference);
    default:
      return amount(comparison, asOf);
  }
}

/** The kind of evidence whose collection a path is. */
function kindOfCollection(path: Path, own: OwnFields): string | undefined {
  if (path[0] !== "evidence" || path.length !== documentDepth(path) - 1) return undefined;
  return kindFor(collectionIn(path), own);
}

const lineAt = ({ document, path }: DocumentPath, text: string): WriteLine => ({
  text: copyWithoutSlices(text),
  path: formatPath(path),
  file: document.file,
  line: document.locate(path).start.line,
});

/** The entry of the manifest for a new document. */
function attachment(kind: string, { manifest }: EvaluationInput): WriteLine {
  const text = `evidence: [..., { kind: ${kind}, path: FILE, sha256: DIGEST }]`;
  return lineAt({ document: manifest, path: ["evidence"] }, text);
}

/** The digest of a document that has to change, in the manifest. */
function pinOf(file: string, { manifest, references }: EvaluationInput): WriteLine[] {
  const reference = references.find((one) => one.file === file);
  if (!reference || file === manifest.file) return [];
  return [lineAt({ document: manifest, path: ["evidence", reference.index, "sha256"] }, "sha256: DIGEST")];
}

/** Kinds of evidence whose content was measured as a whole. */
const measured: ReadonlySet<string> = new Set([
  "FairnessReport",
  "MonitoringReport",
  "PrivacyTest",
  "ValidationReport",
] satisfies EvidenceKind[]);

/** The lines that follow from the comparison. A value that was measured is never proposed: a new document is. */
function derivedLines(condition: DecidingCondition, input: EvaluationInput): WriteLine[] {
  const { comparison, reads } = condition;
  const list = reads[0] && kindOfCollection(reads[0].path, input.context.own);
  if (list) return [attachment(list, input)];
  const path = comparison?.path ?? comparison?.since;
  const source = path && input.context.stated(path);
  if (!comparison || !source) return [];
  const { document } = source;
  const isStatement = document.kind === "Contract" || !isEvidence(document.kind);
  const isMeasured = measured.has(document.kind) || (!isStatement && typeof comparison.value === "number");
  if (isMeasured && !comparison.since) return [attachment(document.kind, input)];
  const value = requiredValue(comparison, input.context.get("asOf"));
  if (value === undefined) return [];
  return [lineAt(source, `${String(source.path.at(-1))}: ${value}`), ...pinOf(document.file, input)];
}

/** A path of the rule context with the positions of the elements that a condition read. */
function withPositions(text: string, { reads }: DecidingCondition): Path {
  const end = text.lastIndexOf("[]") + 2;
  if (end < 2) return parsePath(text);
  for (const { path } of reads)
    for (let length = path.length; length > 0; length--)
      if (formatOpenPath(path.slice(0, length)) === text.slice(0, end))
        return [...path.slice(0, length), ...parsePath(text.slice(end).replace(/^\./, ""))];
  return parsePath(text.replaceAll("[]", ""));
}

/** A field of the manifest's entry for the document that decided: `evidence[].path`. */
const entryField = /^evidence\[\]\.(\w+)$/;

/** The manifest's entry for the document that a path is in, or the entry that the path is in. */
function entryOf({ document, path }: DocumentPath, { manifest, references }: EvaluationInput): Path | undefined {
  const inManifest = document.file === manifest.file && path[0] === "evidence" && typeof path[1] === "number";
  if (inManifest) return path.slice(0, 2);
  const reference = references.find(({ file }) => file === document.file);
  return reference && ["evidence", reference.index];
}

/**
 * The document and the path of a field that a rule names: a path of the manifest, the settings or the facts, a field of the
 * entry for the document that decided, or a field beside the one that decided.
 */
function fieldOf(
  key: string,
  at: string,
  condition: DecidingCondition,
  input: EvaluationInput,
): DocumentPath | undefined {
  const { manifest, context } = input;
  const [, field] = entryField.exec(key) ?? [];
  if (field === undefined && /^(?:spec|evidence)\b/.test(key))
    return { document: manifest, path: withPositions(key, condition) };
  if (key.startsWith("organisation.")) return context.stated(parsePath(key));
  if (key.startsWith("facts.")) return context.stated(withPositions(key, condition));
  const read = condition.reads.find(({ path }) => formatOpenPath(path) === at);
  const [source] = read ? context.sources(read.path) : [];
  if (!source) return undefined;
  const entry = field === undefined ? undefined : entryOf(source, input);
  if (field !== undefined) return entry && { document: manifest, path: [...entry, field] };
  if (key.startsWith("metadata.")) return { document: source.document, path: parsePath(key) };
  const path = [...source.path];
  while (typeof path.at(-1) === "number") path.pop();
  return { document: source.document, path: [...path.slice(0, -1), key] };
}

function declaredLine(text: string, at: string, condition: DecidingCondition, input: EvaluationInput): WriteLine[] {
  const key = text.slice(0, text.indexOf(":"));
  const field = fieldOf(key, at, condition, input);
  const shown = `${key.split(".").at(-1) ?? key}${text.slice(key.length)}`;
  if (field) return [lineAt(field, shown), ...pinOf(field.document.file, input)];
  return [{ text: copyWithoutSlices(shown), path: key, file: `${CAREGATE_DIR}/config.yaml`, line: 1 }];
}

/** True if two conditions ask different values of one field, of which one may be enough. */
const isSameField = (one: DecidingCondition, other: DecidingCondition): boolean =>
  one.comparison?.path !== undefined &&
  other.comparison?.path !== undefined &&
  formatPath(one.comparison.path) === formatPath(other.comparison.path) &&
  one.part !== other.part;

/**
 * The fields to write when a finding is fixed.
 * @param conditions those that decided, the first of which the message is about
 * @param branch its message; its lines count before those that follow from the condition
 * @param render fills in placeholders
 */
export function writeLinesOf(
  conditions: readonly DecidingCondition[],
  branch: BranchMessage | undefined,
  input: EvaluationInput,
  render: (text: string) => string,
): WriteLine[] {
  const [condition, ...others] = conditions;
  if (!condition || (isDescriptiveCondition(condition) && (branch?.write ?? []).length === 0)) return [];
  const isAmbiguous = others.some((other) => !isDescriptiveCondition(other) && isSameField(condition, other));
  const lines =
    branch && branch.write.length > 0
      ? branch.write.flatMap((text) => declaredLine(render(text), branch.at, condition, input))
      : isAmbiguous
        ? []
        : derivedLines(condition, input);
  const seen = new Set<string>();
  return lines
    .filter(({ file, path }) => !seen.has(`${file}\0${path}`) && seen.add(`${file}\0${path}`))
    .slice(0, MOST_LINES);
}
