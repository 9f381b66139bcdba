import * as fc from "fast-check";
import { expect, test } from "vitest";
import { normalCondition } from "../../../src/logic/notation/normal.ts";
import { parseCondition } from "../../../src/logic/notation/parse.ts";
import { printCondition } from "../../../src/logic/notation/print.ts";
import { type Json, type JsonObject, isObject } from "../../../src/util/json.ts";
import { workingTree } from "../../../src/repository/working-tree.ts";
import { readPacksFromTree } from "../../../src/workspace/packs.ts";
import { anyExpression, outerExpression, runs } from "../generators.ts";
import { parameters } from "../values.ts";
import { project } from "../../support/repository.ts";

const { documents } = await readPacksFromTree(workingTree(project));

/** Conditions of the packs, each with the names of its policy's parameters. */
const conditions = documents.flatMap(({ value }) =>
  (value["rules"] as JsonObject[]).flatMap((rule) =>
    [rule["appliesWhen"], rule["require"]]
      .filter((one) => one !== undefined && one !== null)
      .map((condition) => ({
        id: String(rule["id"]),
        condition: condition as Json,
        names: isObject(value["parameters"]) ? Object.keys(value["parameters"]) : [],
      })),
  ),
);

function roundTrip(condition: Json, names: readonly string[], width: number): void {
  const text = printCondition(condition, { width, parameters: names });
  const parsed = parseCondition(text, names);
  expect("message" in parsed ? `${parsed.message}\n${text}` : parsed.condition).toEqual(normalCondition(condition));
  // The text is canonical: printing what was read changes nothing.
  if (!("message" in parsed)) expect(printCondition(parsed.condition, { width, parameters: names })).toBe(text);
}

test("each condition of the packs is read as it was printed", () => {
  expect(conditions.length).toBeGreaterThan(500);
  for (const width of [40, 100, 1000])
    for (const { condition, names } of conditions) roundTrip(condition, names, width);
});

test("random conditions are read as they were printed", () => {
  const names = Object.keys(parameters);
  fc.assert(
    fc.property(fc.oneof(anyExpression, outerExpression), fc.constantFrom(10, 40, 100, 1000), (condition, width) =>
      roundTrip(condition, names, width),
    ),
    runs,
  );
});
