import { expect, test } from "vitest";
import { atStart, createCollector } from "../../../src/evidence/importers/diagnostics.ts";
import { dateOf } from "../../../src/evidence/importers/values.ts";

test.each([
  ["2026-11-23", "2026-11-23"],
  ["2026-11-23T06:30:00Z", "2026-11-23"],
  ["2026-11-23T06:30:00+11:00", "2026-11-22"],
  ["2026-11-22T20:30:00.125-0800", "2026-11-23"],
  ["2026-11-23 06:30", "2026-11-23"],
  ["2027-01-01T00:10:00+01", "2026-12-31"],
  ["2026-02-30T06:30:00Z", undefined],
  ["yesterday", undefined],
])("the day of %s in UTC is %s", (value, day) => {
  expect(dateOf({ value, place: atStart }, createCollector("f.json", "test"))).toBe(day);
});
