// Compiles the JSON Schemas into validators, one module per kind, so that no schema is compiled at run time.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
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
 * learn from build/editor-schemas.mjs that it may be empty.
 * @type {(key: string, value: unknown) => unknown}
 */
function answered(key, value) {
  if (!Array.isArray(value) || (key !== "type" && key !== "enum")) return value;
  const values = value.filter((one) => one !== null && one !== "null");
  return key === "type" && values.length === 1 ? values[0] : values;
}

/**
 * Compiles a schema to code, and keeps the schema itself.
 * @param {string} name the name of a schema file, without its ending
 * @returns the kind, and the code of its validator
 */
function compile(name) {
  const text = readFileSync(new URL(`${name}.schema.json`, source), "utf8");
  const schema = JSON.parse(text, name === "report" ? undefined : answered);
  // What a condition may hold is checked by its compiler, which says more than a schema can.
  if (name === "policy") schema.definitions = { condition: schema.definitions.condition, logic: {} };
  // Reports are written and never read.
  if (name !== "report") schemas[schema.title] = schema;
  const ajv = new Ajv({
    allErrors: true,
    messages: false,
    strictTypes: false,
    allowUnionTypes: true,
    code: { source: true, esm: true, optimize: 2 },
  });
  // The unit of a number, which the type checker reads.
  ajv.addVocabulary(["x-unit"]);
  addFormats.default(ajv, ["date", "uri"]);
  // RFC 6531: letters beyond ASCII on both sides. What else an address may hold only its server knows.
  ajv.addFormat("idn-email", /^[^\s@<>"(),:;[\]\\]{1,64}@[^\s@<>"(),:;[\]\\.]+(?:\.[^\s@<>"(),:;[\]\\.]+)*$/u);
  return { kind: String(schema.title), code: standaloneCode.default(ajv, ajv.compile(schema)) };
}

/**
 * The schemas by title, in one file: a run that meets one kind mostly meets several.
 * @type {Record<string, unknown>}
 */
const schemas = {};
/** @type {Record<string, string>} */
const input = {};
for (const file of readdirSync(source).toSorted()) {
  const name = file.replace(".schema.json", "");
  // The computed fields are read by the type checker alone; nobody writes them.
  if (name === "computed") {
    schemas["Computed"] = JSON.parse(readFileSync(new URL(file, source), "utf8"));
    continue;
  }
  const { kind, code } = compile(name);
  const entry = new URL(`${kind}.entry.js`, target);
  input[kind] = fileURLToPath(entry);
  writeFileSync(entry, code);
  writeFileSync(
    new URL(`${kind}.d.ts`, target),
    'import type { ValidateFunction } from "ajv";\nexport const validate: ValidateFunction;\nexport default validate;\n',
  );
}
writeFileSync(new URL("schemas.json", target), JSON.stringify(schemas));
// Together, so that what the validators share is there once.
const bundle = await rolldown({ input, platform: "node", logLevel: "warn" });
await bundle.write({
  dir: fileURLToPath(target),
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "shared-[name].js",
  minify: true,
});
await bundle.close();
for (const entry of Object.values(input)) rmSync(entry);
