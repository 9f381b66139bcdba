import { expect, test } from "vitest";
import { expectPlaces, expectValid, fixture, read, realTest, said, shown, valueOf } from "./support.ts";

for (const name of ["Aidoc_AD-01", "OrbDoc_Voice-to-SOAP"])
  realTest(
    "chai-model-card",
    `coalition-for-health-ai__mc-schema/v0.2/examples/${name}.xml`,
    async (imported, text) => {
      expect(shown(imported)).toMatchSnapshot();
      await expectValid(imported);
      expectPlaces(imported, text);
    },
  );

for (const version of ["0.1", "0.2"])
  test(`a card of v${version}`, async () => {
    const text = fixture(`chai-model-card-v${version}.xml`);
    const imported = await read("chai-model-card", text);
    expect(shown(imported)).toMatchSnapshot();
    await expectValid(imported);
    expectPlaces(imported, text);
    // Line ends of another system change no line.
    expect(shown(await read("chai-model-card", text.replaceAll("\n", "\r\n")))).toBe(shown(imported));
  });

const open = '<AppliedModelCard xmlns="https://mc.chai.org/v0.2/schema.xsd">';
const metrics = (label: string, json: string): string =>
  `${open}\n<KeyMetrics><UsefulnessUsabilityEfficacy><Results><MetricResult>\n<Label>${label}</Label>\n<ValueJson>${json}</ValueJson></MetricResult></Results></UsefulnessUsabilityEfficacy></KeyMetrics></AppliedModelCard>`;

test.each([
  ["a truncated file", `${open}\n<BasicInfo>\n<ModelName>x`, /^error \d:\d+ .*not well-formed XML/],
  ["a document type", `<!DOCTYPE AppliedModelCard>\n${open}</AppliedModelCard>`, /^error 1:1 .*a document type/],
  [
    "an entity bomb",
    `<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>\n${open}<Warnings>&b;</Warnings></AppliedModelCard>`,
    /^error 2:1 .*a document type/,
  ],
  [
    "an external entity",
    `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>\n${open}&x;</AppliedModelCard>`,
    /^error 1:1 .*a document type/,
  ],
  ["an entity nobody declared", `${open}\n<Warnings>&nbsp;</Warnings></AppliedModelCard>`, /^error 2:11 .*&nbsp;/],
  ["another root", "<card/>", /^error 1:1 .*not an AppliedModelCard/],
  [
    "another namespace",
    '<AppliedModelCard xmlns="https://mc.chai.org/v9/schema.xsd"/>',
    /^error 1:1 .*not an AppliedModelCard/,
  ],
  ["an element twice", `${open}\n<BasicInfo/>\n<BasicInfo/></AppliedModelCard>`, /^error 3:1 .*second time/],
  ["a value that is no JSON", metrics("Sensitivity", "96 %"), /^error 4:1 .*not a map in JSON/],
  ["a value of NaN", metrics("Sensitivity", '{"kind":"single","value":NaN}'), /^error 4:1 .*not a map in JSON/],
  [
    "a value below nothing",
    metrics("Sensitivity", '{"kind":"single","value":-3,"unit":"%"}'),
    /^error 4:1 .*cannot be -0.03/,
  ],
  ["too deep", "<a>".repeat(100_000), /^error \d+:\d+ .*(too deeply|well-formed)/],
])("refuses %s", async (_, text, expected) => {
  const imported = await read("chai-model-card", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
  expect(imported.documents).toEqual([]);
});

test.each([
  [
    "another unit",
    metrics("Sensitivity", '{"kind":"single","value":0.5,"unit":"seconds"}'),
    /^warning 4:1 .*`0.5 seconds` is not a number/,
  ],
  [
    "a figure that is none of ours",
    metrics("Time to notification", '{"kind":"single","value":33}'),
    /^warning 3:1 .*not read.*`Time to notification`/,
  ],
  [
    "a kind that is none of ours",
    metrics("Sensitivity", '{"kind":"mean_sd","mean":0.5,"sd":0.1}'),
    /^warning 4:1 .*not a number/,
  ],
  ["an infinite value", metrics("Sensitivity", '{"kind":"single","value":1e999}'), /^warning 4:1 .*not a number/],
  [
    "another level",
    metrics("Sensitivity", '{"kind":"estimate_ci","estimate":0.9,"lower":0.8,"upper":0.95,"level":90}'),
    /^warning 4:1 .*not at 95 %/,
  ],
  [
    "an interval without a level",
    metrics("Sensitivity", '{"kind":"estimate_ci","estimate":0.9,"lower":0.8,"upper":0.95}'),
    /^warning 4:1 .*has no level/,
  ],
])("leaves out %s, and says so", async (_, text, expected) => {
  const imported = await read("chai-model-card", text);
  expect(
    said(imported).some((line) => expected.test(line)),
    said(imported).join("\n"),
  ).toBe(true);
});

test("a prefix for the namespace changes nothing", async () => {
  const text = '<mc:AppliedModelCard xmlns:mc="https://mc.chai.org/v0.1/schema.xsd"><mc:BasicInfo><mc:ModelName>net</mc:ModelName></mc:BasicInfo><mc:Warnings><mc:KnownRisksAndLimitations>Adults only</mc:KnownRisksAndLimitations></mc:Warnings></mc:AppliedModelCard>'; // prettier-ignore
  expect(valueOf(await read("chai-model-card", text))).toEqual({
    subject: { model: "net" },
    limits: ["Adults only"],
    attributes: { known_risks_limits: "Adults only" },
  });
});
