import { expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { type Document, type Kind, isOwnKind, kinds } from "../../src/model/document.ts";
import { conforms } from "../../src/schema/conforms.ts";
import { schemaOf, validatorOf } from "../../src/schema/validators.ts";
import { type Json, copyJson, getAt, isObject, removeNulls } from "../../src/util/json.ts";
import { type Random, pathsIn, projectTexts, randomFrom } from "../support/plain-texts.ts";
import { project } from "../support/repository.ts";

const documents: readonly Document[] = projectTexts(project).flatMap((text) => loadText("f.yaml", text).documents);

/** Texts that a field may get: of other fields, and what formats, patterns and limits decide by. */
const texts =
  " ¦a¦A¦é¦😀¦US¦US-MN¦CA-ON¦us¦en¦2025¦2026-02-29¦2024-02-29¦2026-13-01¦0000-01-01¦2026-1-1¦2026-11-22T00:00:00Z¦K123456¦a-b/c-d¦" +
  "a@b.example¦a@b¦@¦ä@ö.example¦https://a.example/b¦https://a¦http://x y¦urn:a:b¦https://a.b/c?d=(e)#f/?¦https://a.b//c¦https://a.b?#¦" +
  "https://-.-/¦https://a.b/[c]¦https://a.b/%C3¦https://a.b/%c3¦https://a.b/%G0¦https://a.b:80/¦https://a.b:";
const scalars: readonly Json[] = [null, true, false, 0, 1, -1, 0.5, 1.5, 101, 1e9, "", "a".repeat(64)];
const collections: readonly Json[] = [[], ["a"], ["a", "a"], [[]], [{}], [{}, {}], {}, { a: 1 }];
const values = [...scalars, ...collections, ...texts.split("¦")];

/** Changes one place of a value: puts another value there, removes it, or adds an entry. */
function change(root: Json, others: readonly Json[], random: Random): Json {
  const changed = copyJson(root);
  const paths = pathsIn(changed);
  const path = paths[random(paths.length)] ?? [];
  const key = path.at(-1);
  const parent = getAt(changed, path.slice(0, -1));
  const pool = random(2) === 0 ? values : others;
  const value = copyJson(pool[random(pool.length)] as Json);
  const at = getAt(changed, path);
  if (random(4) === 0 && isObject(at)) at[random(2) === 0 ? "other" : "name"] = value;
  else if (random(4) === 0 && Array.isArray(at))
    at.push(random(2) === 0 && at[0] !== undefined ? copyJson(at[0]) : value);
  else if (isObject(parent) && random(4) === 0) delete parent[key as string];
  else if (isObject(parent)) parent[key as string] = value;
  else if (Array.isArray(parent)) parent[key as number] = value;
  return changed;
}

test("what conforms is valid for ajv, whatever is changed", { timeout: 240_000 }, async () => {
  const random = randomFrom(24);
  const counts = { conforming: 0, valid: 0, invalid: 0 };
  for (const kind of kinds) {
    const [schema, validator] = [await schemaOf(kind), await validatorOf(kind)];
    const own = documents.filter((one) => one.kind === kind).map(({ value }) => removeNulls(value));
    const others = own.slice(0, 20).flatMap((one) =>
      pathsIn(one)
        .slice(0, 200)
        .map((path) => getAt(one, path) ?? null),
    );
    for (let i = 0; i < 300 && own.length > 0; i++) {
      const before = own[random(own.length)] as Json;
      const changed = change(random(3) === 0 ? change(before, others, random) : before, others, random);
      const isValid = validator(changed);
      counts[isValid ? "valid" : "invalid"]++;
      if (!conforms(schema, changed)) continue;
      counts.conforming++;
      expect(isValid, JSON.stringify([validator.errors, changed])).toBe(true);
    }
  }
  expect(counts.invalid).toBeGreaterThan(1000);
  expect(counts.conforming / counts.valid).toBeGreaterThan(0.9);
});

test("the documents of the project conform, so that ajv is not needed for them", async () => {
  const met = new Set<Kind>();
  for (const { kind, value } of documents) {
    if (isOwnKind(kind)) continue;
    const [schema, validator] = [await schemaOf(kind), await validatorOf(kind)];
    const sound = removeNulls(value);
    if (!validator(sound)) continue;
    met.add(kind);
    expect(conforms(schema, sound), JSON.stringify(sound).slice(0, 300)).toBe(true);
  }
  expect(met.size).toBeGreaterThan(10);
});

test.each<[string, object, Json]>([
  ["an unknown keyword", { contains: { const: 1 } }, [1]],
  ["an unknown format", { format: "time" }, "10:00"],
  ["choices that may both fit", { oneOf: [{ type: "string" }, { minLength: 1 }] }, "a"],
  ["a reference that leads elsewhere", { $ref: "other.json" }, 1],
  ["lists and maps in a list of distinct values", { uniqueItems: true }, [{ a: 1 }, { a: 2 }]],
])("is not sure about %s", (_, schema, value) => {
  expect(conforms(schema, value)).toBe(false);
});

test.each<[object, Json, boolean]>([
  [{ type: "integer" }, 1, true],
  [{ type: "integer" }, 1.5, false],
  [{ type: "number" }, 1, true],
  [{ type: ["string", "null"] }, null, true],
  [{ oneOf: [{ enum: ["a"] }, { type: "object", required: ["b"] }] }, { b: 1 }, true],
  [{ oneOf: [{ enum: ["a"] }, { type: "object", required: ["b"] }] }, "b", false],
  [{ uniqueItems: true }, ["a", "b"], true],
  [{ uniqueItems: true }, ["a", "a"], false],
  [{ minLength: 1 }, "😀", true],
  [{ minLength: 2 }, "😀", false],
  [{ format: "date" }, "2026-02-29", false],
  [{ properties: { a: { type: "string" } }, additionalProperties: false }, { a: "b" }, true],
  [{ properties: { a: { type: "string" } }, additionalProperties: false }, { toString: "b" }, false],
])("%j: %j", (schema, value, expected) => {
  expect(conforms(schema, value)).toBe(expected);
});
