// Compiles the JSON Schemas into validators, one module per kind, so that no schema is compiled at run time.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import standaloneCode from "ajv/dist/standalone/index.js";
import { rolldown } from "rolldown";

const source = new URL("../schemas/", import.meta.url);
const target = new URL("../src/schema/generated/", import.meta.url);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });

/**
 * What is left empty is taken out of a document before it is checked, so that no field has to allow for it; editors
 * are told that it may be empty by build/editor.mjs.
 * @type {(key: string, value: unknown) => unknown}
 */
function answered(key, value) {
  if (!Array.isArray(value) || (key !== "type" && key !== "enum")) return value;
  const values = value.filter((one) => one !== null && one !== "null");
  return key === "type" && values.length === 1 ? values[0] : values;
}

/**
 * Has every map that stands in a field or a list validated by a function of its own: of them the engine compiles only
 * those that a document states. Choices stay whole, and src/schema/validate.ts knows where a function begins.
 * @param {Record<string, unknown>} root
 */
function inFunctions(root) {
  /** @type {Record<string, unknown>} */
  const definitions = {};
  /** @type {(schema: any, pointer: string) => any} */
  const split = (schema, pointer) => {
    if (schema.items) return { ...schema, items: refer(schema.items, `${pointer}[]`) };
    if (!schema.properties) return schema;
    const properties = Object.entries(schema.properties).map(([name, one]) => [name, refer(one, `${pointer}.${name}`)]);
    return { ...schema, properties: Object.fromEntries(properties) };
  };
  /** @type {(schema: any, pointer: string) => any} */
  const refer = (schema, pointer) => {
    const whole = split(schema, pointer);
    if (!schema.properties) return whole;
    definitions[pointer] = whole;
    return { $ref: `#/definitions/${encodeURIComponent(pointer)}` };
  };
  return { ...split(root, ""), definitions };
}

/** @param {string} name the name of a schema file, without its ending */
async function compile(name) {
  const text = readFileSync(new URL(`${name}.schema.json`, source), "utf8");
  const schema = JSON.parse(text, name === "report" ? undefined : answered);
  // What a condition may hold is checked by its compiler, which says more than a schema can.
  if (name === "policy") schema.definitions = { condition: schema.definitions.condition, logic: {} };
  writeFileSync(new URL(`${schema.title}.schema.json`, target), JSON.stringify(schema));
  const splits = !schema.definitions;
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    inlineRefs: !splits,
    strictTypes: false,
    allowUnionTypes: true,
    code: { source: true, esm: true, optimize: 2 },
  });
  addFormats.default(ajv, ["date", "email", "uri"]);
  const entry = new URL(`${schema.title}.entry.js`, target);
  writeFileSync(entry, standaloneCode.default(ajv, ajv.compile(splits ? inFunctions(schema) : schema)));
  const bundle = await rolldown({ input: fileURLToPath(entry), platform: "node", logLevel: "warn" });
  const { output } = await bundle.generate({ format: "esm", minify: true });
  await bundle.close();
  rmSync(entry);
  writeFileSync(new URL(`${schema.title}.js`, target), output[0].code);
  writeFileSync(
    new URL(`${schema.title}.d.ts`, target),
    'import type { ValidateFunction } from "ajv";\nexport const validate: ValidateFunction;\nexport default validate;\n',
  );
}

for (const file of readdirSync(source).toSorted()) {
  const name = file.replace(".schema.json", "");
  // The computed fields are read by the type checker alone; nobody writes them.
  if (name === "computed") cpSync(new URL(file, source), new URL("Computed.schema.json", target));
  else await compile(name);
}
