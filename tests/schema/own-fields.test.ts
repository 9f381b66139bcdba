import { describe, expect, test } from "vitest";
import { loadText } from "../../src/documents/load.ts";
import { readDeclarations } from "../../src/schema/own-declarations.ts";
import { OWN_SCHEMAS } from "../../src/schema/own-fields.ts";
import { validate } from "../../src/schema/validate.ts";
import { lowRisk } from "../support/repository.ts";

const ward = `{
  "title": "ward",
  "x-caregate": { "extends": "AIDeployment" },
  "type": "object",
  "properties": {
    "beds": { "description": "Beds of the ward.", "type": "integer", "minimum": 1, "x-unit": "beds" },
    "kind": { "type": "string", "enum": ["surgery", "medicine"] },
    "opened": { "type": "string", "format": "date" }
  }
}
`;

const drill = `x-caregate: { kind: own/FireDrill, collection: fireDrills }
description: A drill with the system switched off.
type: object
properties:
  minutes: { description: Minutes until the ward worked without the system., type: number, minimum: 0, x-unit: minutes }
`;

const wards = (fields: string): string => `${lowRisk}  extensions:\n    ward: { ${fields} }\n`;

const { own } = readDeclarations([
  { file: `${OWN_SCHEMAS}ward.json`, text: ward },
  { file: `${OWN_SCHEMAS}fire-drill.yaml`, text: drill },
]);

/** The problems of a document, each with its line. */
async function problemsOf(text: string): Promise<string[]> {
  const { documents, diagnostics } = loadText("a.yaml", text);
  const found = await Promise.all(documents.map((one) => validate(one, own)));
  return [...diagnostics, ...found.flat()].map(({ span, message }) => `${span.start.line}: ${message}`);
}

describe("fields of an organisation", () => {
  test.each([
    ["beds: 0", "20: spec.extensions.ward.beds has to be at least 1, not `0`"],
    ["beds: ten", "20: spec.extensions.ward.beds has to be a whole number, not `ten`"],
    ["bed: 3", "20: there is no field `bed` in spec.extensions.ward; did you mean `beds`?"],
    ["kind: surgeries", "20: `surgeries` is not a value of spec.extensions.ward.kind; did you mean `surgery`?"],
    [
      "opened: 2026-02-30",
      "20: spec.extensions.ward.opened has to be a date of the calendar as YYYY-MM-DD, not `2026-02-30`",
    ],
    ["constructor: 3", "20: there is no field `constructor` in spec.extensions.ward; it takes beds, kind, opened"],
  ])("with a mistake, `%s`, are an error on their line", async (fields, problem) => {
    expect(await problemsOf(wards(fields))).toEqual([problem]);
  });

  test("that nothing declares are an error, with what may be meant", async () => {
    const manifest = `${wards("beds: 3").replace("ward:", "wards:")}evidence:\n  - { kind: own/FireDril, path: drill.yaml }\n`;
    expect(await problemsOf(manifest)).toEqual([
      "22: no kind `own/FireDril` is declared in `.caregate/schemas/own/`; did you mean `own/FireDrill`?",
      "20: no namespace `wards` is declared for it in `.caregate/schemas/own/`; did you mean `ward`?",
    ]);
    expect(await problemsOf("apiVersion: caregate/v1\nkind: own/FireDril\n")).toEqual([
      "2: no kind `own/FireDril` is declared in `.caregate/schemas/own/`; did you mean `own/FireDrill`?",
    ]);
    expect(await problemsOf("apiVersion: caregate/v1\nkind: own/fire-drill\n")).toEqual([
      "2: the kind `own/fire-drill` has another form: write it as `own/ShiftRoster`",
    ]);
  });

  test("of an own kind may be left empty, and its head may not be left out", async () => {
    const text =
      "apiVersion: caregate/v1\nkind: own/FireDrill\nmetadata: { id: d, date: 2026-10-01, by: Kim }\nminutes:\n";
    expect(await problemsOf(text)).toEqual([]);
    expect(await problemsOf(text.replace("minutes:", "hours: 3"))).toEqual([
      "4: there is no field `hours` here; it takes apiVersion, kind, metadata, subject, minutes",
    ]);
    expect(await problemsOf("apiVersion: caregate/v1\nkind: own/FireDrill\n")).toEqual([
      "1: metadata has to be stated: Author and date of the document.",
    ]);
  });
});

describe("a declaration", () => {
  const wrong = (text: string, name = "ward.json"): string[] => {
    const { diagnostics } = readDeclarations([
      { file: `${OWN_SCHEMAS}fire-drill.yaml`, text: drill },
      { file: OWN_SCHEMAS + name, text },
    ]);
    expect(diagnostics.filter(({ file }) => !file.endsWith(name))).toEqual([]);
    return diagnostics.map(({ span, message }) => `${span.start.line}: ${message}`);
  };

  test.each([
    [
      ward.replace('"minimum": 1', '"pattern": "^1"'),
      "6: the keyword `pattern` is not read here: use an `enum`, or a rule with `matches`",
    ],
    [
      ward.replace('"type": "integer"', '"$ref": "https://example.org/x.json"'),
      "6: `type` is one of object, array, string, number, integer, boolean",
    ],
    [
      ward.replace('"type": "integer",', '"type": "integer", "$ref": "#",'),
      "6: the keyword `$ref` is not read here: nothing is fetched or looked up: write the fields here",
    ],
    [ward.replace("minimum", "minimun"), "6: the keyword `minimun` is not read here; did you mean `minimum`?"],
    [
      ward.replace('"integer"', '["integer", "null"]'),
      "6: `type` is one of object, array, string, number, integer, boolean; any field may be left empty",
    ],
    [
      ward.replace('"AIDeployment"', '"AiDeployments"'),
      "3: there is no kind `AiDeployments` to extend; did you mean `AIDeployment`?",
    ],
    [
      ward.replace('"title": "ward"', '"title": "Ward 7"'),
      "2: `title` names the namespace: write a word that starts with a small letter, such as `clinic`, not `Ward 7`",
    ],
    [
      ward.replace('"opened"', '"opened-on"'),
      "8: `opened-on` cannot be read by conditions: write a name of letters and digits that starts with a small letter",
    ],
    [ward.replace('["surgery", "medicine"]', "[1, 2]"), "7: `enum` is a list of 1 to 500 different texts"],
    [
      ward.replace('"format": "date"', '"format": "email"'),
      "8: the only `format` is `date`: leave it out for other texts",
    ],
    [ward.replace('"string", "format"', '"number", "format"'), "8: `format` is for the type string, not for `number`"],
    [
      ward.replace('"type": "object"', '"type": "object", "required": ["bed"]'),
      "4: there is no field `bed`; did you mean `beds`?",
    ],
    [
      ward.replace('"type": "object"', '"type": "object", "additionalProperties": true'),
      "4: `additionalProperties` is false or a schema: a field that nobody declares cannot be read",
    ],
    [drill.replace("minutes:", "metadata:"), "5: every document of evidence has the field `metadata`: remove it here"],
    [
      drill.replace("minutes:", "ageDays:"),
      "5: caregate computes `ageDays` of every document of evidence: use another name",
    ],
    [
      drill.replace("own/FireDrill", "FireDrill"),
      "1: `kind` is the name of a kind of evidence: write it as `own/ShiftRoster`",
    ],
    [drill.replace("own/FireDrill", "own/Other"), "1: `fireDrills` is declared twice: use another name"],
    ["[]", "1: a declaration is one JSON Schema of a map, in JSON or YAML"],
  ])("with a mistake is an error on its line: %#", (text, problem) => {
    expect(wrong(text, "second.yaml")).toEqual([problem]);
  });

  test("of a hostile size ends early", () => {
    const nested = '{ "type": "array", "items": '.repeat(40) + '{ "type": "string" }' + " }".repeat(40);
    expect(wrong(ward.replace('{ "type": "string", "format": "date" }', nested), "w.json")).toEqual([
      "8: the fields are nested more than 12 levels deep: declare them with fewer",
    ]);
    const many = Array.from({ length: 600 }, (_, i) => `"f${i}": { "type": "string" }`).join(", ");
    expect(wrong(ward.replace('"opened": {', `${many}, "opened": {`), "w.json")).toEqual([
      "8: there are more than 500 fields: declare some of them in another file",
    ]);
    expect(wrong(ward.replace('"beds"', '"__proto__"'), "w.json")).not.toEqual([]);
  });
});
