import type { Type } from "../logic/types.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { CAREGATE_DIR, readOwnFields } from "../policy/bundle.ts";
import { inputType } from "../policy/input-type.ts";
import { packageRoot } from "../repository/package-root.ts";
import { isDiagnostic, listFolder, readText } from "../repository/read.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { findRoot } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import { editorSchema, fileNameOf } from "../schema/editor-schema.ts";
import { schemaAtPath } from "../schema/describe.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { sha256 } from "../util/hash.ts";
import { type JsonObject, getAt, isObject, parseJson, setAt } from "../util/json.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import type { PlannedChanges, PlannedFile } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";

/** The schemas for editors that differ from those of the repository, and the mistakes in its declarations. */
export interface SchemasResult extends CheckedFiles, PlannedChanges {
  /** Number of all schemas. */
  readonly count: number;
  readonly diagnostics: readonly Diagnostic[];
}

/** The paths below a value, through maps alone: the values in a list are read by its elements. */
function pathsBelow(type: Type, path: string): string[] {
  if (type.is !== "map") return [];
  return [...type.fields].flatMap(([name, field]) => {
    const own = path === "" ? name : `${path}.${name}`;
    return [own, ...pathsBelow(field, own)];
  });
}

/** Adds the paths of declared fields to those that an editor offers in conditions. */
async function addPaths(policy: JsonObject, own: OwnFields): Promise<void> {
  const path = getAt(policy, ["definitions", "path"]);
  if (!isObject(path) || !Array.isArray(path["enum"]) || !Array.isArray(path["enumDescriptions"])) return;
  const known = new Set(path["enum"]);
  for (const one of pathsBelow(await inputType(own), "")) {
    if (known.has(one)) continue;
    path["enum"].push(one);
    path["enumDescriptions"].push((await schemaAtPath(one, own))?.description ?? "");
  }
}

/** The schemas of this package with what an organisation declares, by the name of their file. */
async function schemasWith(own: OwnFields): Promise<Map<string, string>> {
  const shipped = workingTree(packageRoot());
  const texts = new Map<string, string>();
  const schemas: JsonObject[] = [];
  for (const file of listFolder(shipped, "schemas").files) {
    const read = readText(shipped, file, { bytes: 8 * 1024 * 1024 });
    const schema = isDiagnostic(read) ? undefined : parseJson(read.text);
    // What has a kind is written by people.
    if (isDiagnostic(read) || !isObject(schema) || !getAt(schema, ["properties", "kind"])) continue;
    schemas.push(schema);
    if (schema["title"] === "Policy") await addPaths(schema, own);
    const whole = editorSchema(schema, own);
    texts.set(file.slice("schemas/".length), `${JSON.stringify(whole, null, 2)}\n`);
  }
  const record = schemas.find(({ title }) => title === "TrainingRecord");
  for (const { kind, schema } of own.kinds.values()) {
    if (!record) break;
    const whole = editorSchema(headed(record, kind, schema), own);
    texts.set(fileNameOf(kind), `${JSON.stringify(whole, null, 2)}\n`);
  }
  return texts;
}

/** The schema of a declared kind with the head that every document of evidence has. */
function headed(record: JsonObject, kind: string, schema: JsonObject): JsonObject {
  const head = Object.fromEntries(
    ["apiVersion", "kind", "metadata", "subject"].map((name) => [name, getAt(record, ["properties", name]) ?? {}]),
  );
  const required = Array.isArray(schema["required"]) ? schema["required"] : [];
  const { title: _, "x-caregate": __, ...rest } = schema;
  const whole: JsonObject = {
    ...rest,
    title: kind,
    properties: { ...head, ...(isObject(schema["properties"]) ? schema["properties"] : {}) },
    required: ["apiVersion", "kind", "metadata", ...required],
  };
  setAt(whole, ["properties", "kind"], { description: "Kind of the document.", const: kind });
  return whole;
}

function planned(tree: Tree, file: string, text: string): PlannedFile[] {
  const read = readText(tree, file, { bytes: 8 * 1024 * 1024 });
  if (isDiagnostic(read)) return [{ file, sha256: null, text, edits: [] }];
  return read.text === text ? [] : [{ file, sha256: sha256(read.bytes), text, edits: [] }];
}

/**
 * Plans the schemas that an editor needs, with the fields and kinds that the repository declares. Nothing is written.
 */
export async function planSchemas(options: EngineOptions): Promise<SchemasResult> {
  const tree = openWorkingTree(findRoot(options.cwd));
  const { own, diagnostics } = readOwnFields(tree);
  const texts = await schemasWith(own);
  const changes = [...texts].flatMap(([name, text]) => planned(tree, `${CAREGATE_DIR}/schemas/${name}`, text));
  return { ...describeFiles(tree, options), root: tree.root, count: texts.size, changes, diagnostics };
}
