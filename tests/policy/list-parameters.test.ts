import { expect, test } from "vitest";
import { parameterProblem } from "../../src/policy/parameters.ts";
import type { Json, JsonObject } from "../../src/util/json.ts";

const days = "monday, tuesday, wednesday, thursday, friday, saturday";
const vendors: JsonObject = {
  type: "list",
  items: "text",
  default: [],
  stricter: "fewer",
  legalBound: ["Tarn", "Loch"],
};
const closed: JsonObject = { type: "list", items: "weekday", default: [], stricter: "more", legalBound: ["sunday"] };

test.each<[JsonObject, Json, string | undefined]>([
  [vendors, [], undefined],
  [vendors, ["Tarn"], undefined],
  [vendors, ["Tarn", "Ben"], "has to leave out `[Ben]` by law"],
  [vendors, "Tarn", "has to be a list of texts, not `Tarn`"],
  [vendors, [1], "has to be a list of texts, and `1` is none"],
  [closed, ["sunday", "friday"], undefined],
  [closed, ["friday"], "has to hold `[sunday]` by law"],
  [closed, ["sunday", "firday"], `has to be a list of days of the week: sunday, ${days}, and \`firday\` is none`],
  [{ type: "list", items: ["a", "b"], default: [] }, ["a", "c"], "has to be a list of some of a, b, and `c` is none"],
  [
    { type: "list", items: "date", default: [] },
    ["2026-02-30"],
    "has to be a list of dates as YYYY-MM-DD, and `2026-02-30` is none",
  ],
  [{ type: "list", items: "integer", default: [] }, [1, 2], undefined],
  [{ type: "list", items: "number", default: [] }, [0.5, "x"], "has to be a list of numbers, and `x` is none"],
  [{ type: "list", default: [] }, ["x"], undefined],
])("%j with %j", (declared, value, problem) => {
  expect(parameterProblem(declared, value)).toBe(problem);
});
