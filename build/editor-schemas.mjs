// Completes the schemas in schemas/ for editors: what may be left empty, and the paths that conditions may read.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { withSource } from "./with-source.mjs";

/**
 * @typedef {{ is: string, fields?: ReadonlyMap<string, Type> }} Type
 * @typedef {{
 *   description?: string,
 *   type?: string | string[],
 *   enum?: unknown[],
 *   properties?: Record<string, Schema>,
 *   required?: string[],
 *   additionalProperties?: boolean | Schema,
 *   items?: Schema,
 * }} Schema
 */

const folder = new URL("../schemas/", import.meta.url);
/** @param {string} file */
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));
/** @type {(file: string, schema: Schema) => void} */
const write = (file, schema) => writeFileSync(new URL(file, folder), `${JSON.stringify(schema, undefined, 2)}\n`);

/** @param {Schema} schema */
function mayBeEmpty(schema) {
  if (schema.type !== undefined) schema.type = [...new Set([schema.type, "null"].flat())];
  if (schema.enum) schema.enum = [...new Set([...schema.enum, null])];
}

/**
 * Lets every field be left empty that need not be stated, for empty is not stated.
 * @param {Schema} schema
 */
function allowEmpty({ properties = {}, required = [], additionalProperties, items }) {
  const others = typeof additionalProperties === "object" ? [additionalProperties] : [];
  const optional = Object.keys(properties).filter((name) => !required.includes(name));
  for (const field of [...optional.map((name) => properties[name] ?? {}), ...others]) mayBeEmpty(field);
  for (const schema of [...Object.values(properties), ...others, ...(items ? [items] : [])]) allowEmpty(schema);
}

for (const file of readdirSync(folder)) {
  const schema = read(file);
  // What has a kind is written by people.
  if (!schema.properties.kind) continue;
  allowEmpty(schema);
  write(file, schema);
}

/**
 * The paths below a value, through maps alone: the values in a list are read by its elements.
 * @type {(type: Type, path?: string[]) => string[][]}
 */
const below = (type, path = []) =>
  [...(type.fields ?? [])].flatMap(([name, field]) => [[...path, name], ...below(field, [...path, name])]);

await withSource(async ({ inputType, evidenceCollections, schemaOf }) => {
  const [manifest, config, computed] = await Promise.all(["AIDeployment", "Config", "Computed"].map(schemaOf));
  const kinds = Object.entries(evidenceCollections).map(async ([kind, name]) => [name, await schemaOf(kind)]);
  /** @type {Schema} */
  const described = {
    properties: {
      ...manifest.properties,
      organisation: config.properties.organisation,
      evidence: {
        description: "The documents that the manifest names as evidence, by kind.",
        properties: Object.fromEntries(await Promise.all(kinds)),
      },
      facts: computed.properties.facts,
      asOf: { description: "Date of the check." },
    },
  };
  /** @param {string[]} path */
  const descriptionOf = (path) =>
    path.reduce((/** @type {Schema | undefined} */ schema, name) => schema?.properties?.[name], described)?.description;

  const paths = below(await inputType());
  const policy = read("policy.schema.json");
  Object.assign(policy.definitions.path, {
    enum: paths.map((path) => path.join(".")),
    enumDescriptions: paths.map((path) => descriptionOf(path)),
  });
  write("policy.schema.json", policy);
});
