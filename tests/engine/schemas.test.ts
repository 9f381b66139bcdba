import { expect, test } from "vitest";
import { schemasCommand } from "../../src/cli/commands/schemas.ts";
import type { JsonObject } from "../../src/util/json.ts";
import { getAt, parseJson } from "../../src/util/json.ts";
import { invoke } from "../support/invoke.ts";
import { read, repository, write } from "../support/repository.ts";

const roster = `x-caregate: { kind: own/ShiftRoster, collection: shiftRosters }
description: Who oversees a system.
type: object
properties:
  shifts: { type: array, items: { type: string, enum: [day, night] }, description: Shifts. }
`;
const clinic = `title: clinic
x-caregate: { extends: AIDeployment }
type: object
properties:
  beds: { type: integer, description: Beds of the clinic. }
`;

test("schemas for editors have the fields and kinds that a repository declares", async () => {
  const root = repository({
    ".caregate/schemas/own/roster.yaml": roster,
    ".caregate/schemas/own/clinic.yaml": clinic,
  });
  const schemaIn = (name: string): JsonObject => parseJson(read(root, `.caregate/schemas/${name}`)) as JsonObject;
  expect(await invoke(schemasCommand, ["--check"], root)).toMatchObject({ code: 1 });
  expect(await invoke(schemasCommand, [], root)).toMatchObject({
    code: 0,
    stdout: ".caregate/schemas: 19 schemas, 0 current, 19 written\n",
  });
  expect(await invoke(schemasCommand, ["--check"], root)).toMatchObject({ code: 0 });
  const manifest = schemaIn("ai-deployment.schema.json");
  const at = ["properties", "spec", "properties", "extensions"];
  expect(getAt(manifest, [...at, "properties", "clinic", "properties", "beds"])).toEqual({
    type: ["integer", "null"],
    description: "Beds of the clinic.",
  });
  expect(getAt(manifest, [...at, "additionalProperties"])).toBe(false);
  const kinds = getAt(manifest, ["properties", "evidence", "items", "properties", "kind", "enum"]);
  expect(kinds).toContain("own/ShiftRoster");
  const own = schemaIn("own-shift-roster.schema.json");
  expect(getAt(own, ["properties", "kind", "const"])).toBe("own/ShiftRoster");
  expect(getAt(own, ["properties", "shifts"])).toEqual({
    type: ["array", "null"],
    items: { type: "string", enum: ["day", "night"] },
    description: "Shifts.",
  });
  expect(getAt(own, ["properties", "metadata", "properties", "date", "format"])).toBe("date");
  const paths = getAt(schemaIn("policy.schema.json"), ["definitions", "path", "enum"]);
  expect(paths).toEqual(expect.arrayContaining(["spec.extensions.clinic.beds", "evidence.own.shiftRosters"]));
});

test("a declaration with a mistake is reported, and the other schemas are written", async () => {
  const root = repository({ ".caregate/schemas/own/clinic.yaml": clinic });
  write(root, { ".caregate/schemas/own/wrong.yaml": clinic.replace("title: clinic", "title: 7") });
  const ran = await invoke(schemasCommand, [], root);
  expect([ran.code, ran.stdout]).toEqual([2, ".caregate/schemas: 18 schemas, 0 current, 18 written\n"]);
  expect(ran.stderr).toContain("`title`");
});
