import { expect, test } from "vitest";
import { contextOf, fact, settles } from "./support.ts";

const parts = (jurisdictions: readonly string[], organisation: Readonly<Record<string, unknown>> = {}) => {
  const context = contextOf({ spec: { jurisdictions }, organisation });
  return [fact(context, "facts.caProvinces"), fact(context, "facts.usStates")];
};

test("the provinces that a system names, and no state of another country", () => {
  expect(parts(["CA-ON", "US-MN", "CA-QC"])).toEqual([["CA-ON", "CA-QC"], ["US-MN"]]);
  expect(parts(["DE"], { provinces: ["CA-ON"], states: ["US-MN"] })).toEqual([[], []]);
  // California is not Canada
  expect(parts(["US-CA"])).toEqual([[], ["US-CA"]]);
});

test("a province that is named counts alone, whatever the country beside it holds", () => {
  expect(parts(["CA", "CA-QC"], { provinces: ["CA-ON"] })[0]).toEqual(["CA-QC"]);
});

test("a country as a whole is the provinces that the organisation states", () => {
  expect(parts(["CA"], { provinces: ["CA-ON", "CA-AB"] })[0]).toEqual(["CA-ON", "CA-AB"]);
  expect(parts(["US"], { states: ["US-TX"] })[1]).toEqual(["US-TX"]);
  expect(settles(contextOf({ spec: { jurisdictions: ["CA"] } }), "facts.caProvinces")).toEqual([
    "organisation.provinces",
  ]);
});

test("where nothing is stated, the jurisdictions are asked for", () => {
  expect(settles(contextOf({}), "facts.caProvinces")).toEqual(["spec.jurisdictions"]);
});
