import { parseText } from "../documents/parse.ts";
import { type Diagnostic, errorAt, fileError } from "../model/diagnostic.ts";
import { isOwnKind } from "../model/document.ts";
import type { Location } from "../model/location.ts";
import { type Json, type JsonObject, type Path, isObject } from "../util/json.ts";
import { didYouMean, quote } from "../util/text.ts";
import { checkDeclaredSchema } from "./declared-schema.ts";
import {
  type ExtendedKind,
  OWN_SCHEMAS,
  type OwnEvidence,
  type OwnFields,
  extendedNames,
  noOwnFields,
} from "./own-fields.ts";

/** A file of `.caregate/schemas/own/`. */
export interface DeclarationFile {
  readonly file: string;
  readonly text: string;
}

/** The declared fields and kinds, and the mistakes in the declarations. */
export interface ReadDeclarations {
  readonly own: OwnFields;
  readonly diagnostics: readonly Diagnostic[];
}

/** True for the path of a declaration. */
export const isDeclarationPath = (file: string): boolean => {
  // A shared set has the same folders as the repository.
  const own = file.replace(/^\.caregate\/vendor\/[^/]+\//, ".caregate/");
  return own.startsWith(OWN_SCHEMAS) && /^[^/]+\.(?:json|yaml|yml)$/i.test(own.slice(OWN_SCHEMAS.length));
};

/** A name that a condition can read as one step of a path. */
const NAME = /^[a-z][A-Za-z0-9]*$/;

/** Fields of every document of evidence, stated or computed. */
const HEADS = ["apiVersion", "kind", "metadata", "subject", "extensions"];
const COMPUTED = ["ageDays", "assurance", "beforeGoLive", "coversLastChange", "overdue"];

/** What a declaration declares: a namespace of fields, or a kind of evidence. */
type DeclarationContent =
  | { readonly kind: ExtendedKind; readonly namespace: string; readonly schema: JsonObject }
  | { readonly evidence: OwnEvidence };

/** Reports a mistake at a path of a declaration. */
type Report = (path: Path, message: string) => void;

function readNamespace(schema: JsonObject, target: Json, report: Report): DeclarationContent | undefined {
  const { title } = schema;
  const kind = extendedNames.get(String(target));
  const names = [...extendedNames.keys()];
  if (kind === undefined) {
    const hint = didYouMean(String(target), names) || `: write one of ${names.join(", ")}`;
    report(["x-caregate", "extends"], `there is no kind ${quote(String(target))} to extend${hint}`);
  }
  if (typeof title !== "string" || !NAME.test(title)) {
    const stated = typeof title === "string" ? `, not ${quote(title)}` : "";
    report(
      ["title"],
      `\`title\` names the namespace: write a word that starts with a small letter, such as \`clinic\`${stated}`,
    );
    return undefined;
  }
  return kind && { kind, namespace: title, schema };
}

function readEvidence(
  schema: JsonObject,
  { kind, collection }: JsonObject,
  report: Report,
): DeclarationContent | undefined {
  const isName = typeof collection === "string" && NAME.test(collection);
  if (!isOwnKind(kind))
    report(["x-caregate", "kind"], `\`kind\` is the name of a kind of evidence: write it as \`own/ShiftRoster\``);
  if (!isName)
    report(
      ["x-caregate", "collection"],
      "`collection` names the documents for conditions: write a word that starts with a small letter, such as `shiftRosters`",
    );
  const fields = isObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  for (const name of fields) {
    if (HEADS.includes(name))
      report(["properties", name], `every document of evidence has the field \`${name}\`: remove it here`);
    else if (COMPUTED.includes(name))
      report(["properties", name], `caregate computes \`${name}\` of every document of evidence: use another name`);
  }
  return isOwnKind(kind) && isName ? { evidence: { kind, collection, schema } } : undefined;
}

/** Reads one declaration. */
function readDeclaration(schema: JsonObject, report: Report): DeclarationContent | undefined {
  const target = schema["x-caregate"];
  const form = "`extends: AIDeployment`, or `kind: own/ShiftRoster` with `collection: shiftRosters`";
  if (!isObject(target)) {
    report(["x-caregate"], `\`x-caregate\` says what the schema is for: write a map with ${form}`);
    return undefined;
  }
  const known = ["extends", "kind", "collection"];
  for (const key of Object.keys(target))
    if (!known.includes(key))
      report(["x-caregate", key], `there is no field \`${key}\` in x-caregate${didYouMean(key, known)}`);
  const hasKind = "kind" in target || "collection" in target;
  if ("extends" in target === hasKind) {
    report(["x-caregate"], `\`x-caregate\` says one thing: write ${form}`);
    return undefined;
  }
  return hasKind ? readEvidence(schema, target, report) : readNamespace(schema, target["extends"] as Json, report);
}

/** The declared things, each once. */
interface Collected {
  readonly namespaces: Map<ExtendedKind, Map<string, JsonObject>>;
  readonly kinds: Map<OwnEvidence["kind"], OwnEvidence>;
}

/** Adds what a file declares. Returns the mistake if another file has declared it. */
function add(
  { namespaces, kinds }: Collected,
  declared: DeclarationContent,
): { path: Path; message: string } | undefined {
  if ("evidence" in declared) {
    const { kind, collection } = declared.evidence;
    const same = [...kinds.values()].find((one) => one.kind === kind || one.collection === collection);
    if (same) {
      const key = same.kind === kind ? "kind" : "collection";
      return { path: ["x-caregate", key], message: `${quote(same[key])} is declared twice: use another name` };
    }
    kinds.set(kind, declared.evidence);
    return undefined;
  }
  const { kind, namespace, schema } = declared;
  const known = namespaces.get(kind) ?? new Map<string, JsonObject>();
  if (known.has(namespace))
    return { path: ["title"], message: `the namespace ${quote(namespace)} is declared twice: use another name` };
  namespaces.set(kind, known.set(namespace, schema));
  return undefined;
}

/** Files of declarations that are read. */
const MOST_FILES = 100;

/**
 * Reads the declarations of an organisation. One with a mistake declares nothing, so that no rule reads a field by half a
 * schema.
 * @param files in the order of their names
 */
export function readDeclarations(files: readonly DeclarationFile[]): ReadDeclarations {
  const diagnostics: Diagnostic[] = [];
  const collected: Collected = { namespaces: new Map(), kinds: new Map() };
  for (const [i, { file, text }] of files.entries()) {
    if (i >= MOST_FILES) {
      const message = `there are more than ${MOST_FILES} declarations: merge some of them`;
      diagnostics.push(fileError(file, "schema/declaration", message));
      break;
    }
    const parsed = parseText(file, text);
    const [document] = parsed.documents;
    diagnostics.push(...parsed.diagnostics);
    if (parsed.diagnostics.some(({ severity }) => severity === "error")) continue;
    const value = document?.value;
    if (!document || parsed.documents.length > 1 || !isObject(value)) {
      const message = "a declaration is one JSON Schema of a map, in JSON or YAML";
      diagnostics.push(fileError(file, "schema/declaration", message));
      continue;
    }
    const problems: Diagnostic[] = [];
    const at = (path: Path): Location => document.locate(path);
    const report: Report = (path, message) => problems.push(errorAt(at(path), "schema/declaration", message));
    const schema = checkDeclaredSchema(value, report);
    const declared = schema && readDeclaration(schema, report);
    const twice = problems.length === 0 && declared ? add(collected, declared) : undefined;
    if (twice) report(twice.path, twice.message);
    diagnostics.push(...problems);
  }
  const { namespaces, kinds } = collected;
  return { own: namespaces.size + kinds.size > 0 ? { namespaces, kinds } : noOwnFields, diagnostics };
}
