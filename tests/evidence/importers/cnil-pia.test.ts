import { expect, test } from "vitest";
import { soundFiles } from "./sound.ts";
import { expectValid, fixture, read } from "./support.ts";

const sound = JSON.parse(soundFiles(fixture)["cnil-pia"] ?? "") as {
  pia: object;
  answers: object[];
  measures: object[];
};

/** What an export becomes, with some of its parts replaced. */
async function assessmentOf(pia: object = {}, more: object = {}) {
  const imported = await read(
    "cnil-pia",
    JSON.stringify({ ...sound, ...more, pia: { ...sound.pia, ...pia } }, undefined, 1),
  );
  await expectValid(imported);
  const said = imported.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  return { value: imported.documents[0]?.value, said };
}

test("an export becomes an impact assessment with the chapters that have an answer", async () => {
  const { value, said } = await assessmentOf();
  expect(said).toEqual([]);
  expect(value).toEqual({
    type: "dpia",
    status: "approved",
    metadata: { by: "Ada Example", date: "2026-05-04" },
    parts: ["description", "necessity", "measures"],
  });
});

test.each([
  [0, "draft"],
  [1, "rejected"],
  [2, "approved"],
])("status %s is read", async (status, expected) => {
  expect((await assessmentOf({ status })).value).toMatchObject({ status: expected });
});

test("an archived assessment states no approval", async () => {
  const { value, said } = await assessmentOf({ status: 4 });
  expect(value).not.toHaveProperty("status");
  expect(said).toEqual(["warning: this status does not say whether the assessment was approved and is not read"]);
});

test("an answer without words is none, and measures may be answers", async () => {
  const answers = [
    { reference_to: "321", data: { text: "<p>A stolen list.</p>" } },
    { reference_to: "111", data: { text: "<p>&nbsp;</p>" } },
    { reference_to: "311", data: { text: "Access is logged." } },
  ];
  expect((await assessmentOf({}, { answers, measures: [] })).value).toMatchObject({ parts: ["risks", "measures"] });
});

test("the example of the software and another file are refused", async () => {
  expect((await assessmentOf({ is_example: 1 })).said).toEqual([
    "error: this is the example of the PIA software: export your own assessment",
  ]);
  const { documents, diagnostics } = await read("cnil-pia", '{"pia": {}, "answers": []}');
  expect(documents).toEqual([]);
  expect(diagnostics[0]?.message).toContain("this is not an export of the PIA software of CNIL");
});
