// Writes the paths that conditions may read into schemas/policy.schema.json, so that editors offer them.
import { readFileSync, writeFileSync } from "node:fs";
import { withSource } from "./load.mjs";

/**
 * @typedef {{ is: string, fields?: ReadonlyMap<string, Type> }} Type
 * @typedef {{ description?: string, properties?: Record<string, Schema> }} Schema
 */

const root = new URL("../", import.meta.url);
const file = new URL("schemas/policy.schema.json", root);

/**
 * The paths below a value, through maps alone: what lies in a list is read by its elements.
 * @type {(type: Type, path?: string[]) => string[][]}
 */
const below = (type, path = []) =>
  [...(type.fields ?? [])].flatMap(([name, field]) => [[...path, name], ...below(field, [...path, name])]);

await withSource(async ({ contextType, evidenceCollections, schemaOf }) => {
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
      asOf: { description: "The date judged by." },
    },
  };
  /** @param {string[]} path */
  const descriptionOf = (path) =>
    path.reduce((/** @type {Schema | undefined} */ schema, name) => schema?.properties?.[name], described)?.description;

  const paths = below(await contextType());
  const policy = JSON.parse(readFileSync(file, "utf8"));
  Object.assign(policy.definitions.path, {
    enum: paths.map((path) => path.join(".")),
    enumDescriptions: paths.map((path) => descriptionOf(path)),
  });
  writeFileSync(file, `${JSON.stringify(policy, undefined, 2)}\n`);
});
