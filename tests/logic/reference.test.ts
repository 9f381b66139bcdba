import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compile } from "../../src/logic/compile.ts";
import { forms, operators } from "../../src/logic/operators.ts";
import { crossCheck } from "../../src/logic/cross-check.ts";
import { UNKNOWN, truthOf } from "../../src/logic/truth.ts";
import { emptyObject } from "../../src/util/json.ts";
import { project } from "../support/repository.ts";
import { rootScope } from "../../src/logic/scope.ts";

const examples = Object.entries(operators).flatMap(([name, { about }]) =>
  (about?.examples ?? []).map((example) => [name, JSON.stringify(example.logic), example] as const),
);

test("every operator of our own is documented, with what it gives when true, false or something", () => {
  const own = Object.entries(operators).flatMap(([name, { about }]) => (about ? [name] : []));
  expect(own).toEqual([
    "subset",
    "intersects",
    "count",
    "matches",
    "within",
    "daysBetween",
    "dateAdd",
    "weekday",
    "distinct",
    "sum",
  ]);
  for (const name of own) expect(examples.filter(([of]) => of === name).length).toBeGreaterThanOrEqual(2);
});

test.each(examples)("the example of %s: %s", (_, __, { logic, data, gives }) => {
  const errors: never[] = [];
  const node = compile(logic, emptyObject(), errors);
  expect(errors).toEqual([]);
  const result = node.value(rootScope(data));
  expect(result).toEqual(gives === undefined ? UNKNOWN : gives);
  if (result !== UNKNOWN) expect(crossCheck(logic, data)).toBe(truthOf(result));
});

test("the editor offers the operators that there are", () => {
  const schema = JSON.parse(readFileSync(join(project, "schemas/policy.schema.json"), "utf8"));
  // `log` is understood, for it is part of JSONLogic, and offered to nobody.
  const known = [...Object.keys(operators), ...Object.keys(forms)].filter((name) => name !== "log");
  expect(Object.keys(schema.definitions.logic.properties).toSorted()).toEqual(known.toSorted());
});
