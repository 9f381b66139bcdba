import { expect, test } from "vitest";
import { soundFiles } from "./sound.ts";
import { expectValid, fixture, read } from "./support.ts";

const sound = soundFiles(fixture)["croissant"] ?? "";

/** What a description becomes, with some of its properties replaced. */
async function cardOf(more: object = {}) {
  const text = JSON.stringify({ ...(JSON.parse(sound) as object), ...more }, undefined, 1);
  const imported = await read("croissant", text);
  await expectValid(imported);
  const said = imported.diagnostics.map(({ severity, message }) => `${severity}: ${message}`);
  return { value: imported.documents[0]?.value, said, imported, text };
}

test("a description becomes the training data of a model card", async () => {
  const { value, said, imported, text } = await cardOf({
    "rai:dataPreprocessingProtocol": ["Dates are shifted."],
    "rai:dataLimitations": "No children.",
  });
  expect(said).toEqual([]);
  expect(value).toEqual({
    trainingData: [
      {
        name: "Ward stays",
        licence: "https://creativecommons.org/licenses/by/4.0/",
        from: "2023-01-01",
        to: "2024-06-30",
        knownGaps: ["No children.", "One site", "Adults only"],
        preparation: "documented",
      },
    ],
  });
  const line = imported.documents[0]?.locate(["trainingData", 0, "knownGaps", 1]).start.line ?? 0;
  expect(text.split("\n")[line - 1]).toContain("One site");
});

test("the version of the data set is not the version of the model, and a use of the data is no use of the model", async () => {
  const { value } = await cardOf({ version: "3.0.0", "rai:dataUseCases": "Triage", datePublished: "2024-01-01" });
  expect(Object.keys(value ?? {})).toEqual(["trainingData"]);
});

test("an RO-Crate holds the description in its graph", async () => {
  const graph = [
    { "@id": "ro-crate-metadata.json", "@type": "CreativeWork" },
    { "@type": ["sc:Dataset"], name: "Crate" },
  ];
  const { documents } = await read("croissant", JSON.stringify({ "@graph": graph }));
  expect(documents[0]?.value).toEqual({ trainingData: [{ name: "Crate" }] });
});

test.each([
  [
    { "rai:dataCollectionTimeframe": ["2023"] },
    "warning: `2023` is not a complete date and is not read: write it as 2026-01-31",
  ],
  [
    { "rai:dataCollectionTimeframe": "2023-01-01" },
    "warning: `rai:dataCollectionTimeframe` is not read: write the first and the last day as a list",
  ],
  [
    { name: "[More Information Needed]" },
    "warning: `[More Information Needed]` is a placeholder: it counts as not stated",
  ],
])("%j is not read", async (more, message) => {
  const { said } = await cardOf(more);
  expect(said).toContain(message);
});

test("what is no description of a data set is refused", async () => {
  const { documents, diagnostics } = await read("croissant", '{"@type": "Person"}');
  expect(documents).toEqual([]);
  expect(diagnostics[0]?.message).toBe(
    "this is not a Croissant description of a data set: `@type` must be `sc:Dataset`",
  );
});
