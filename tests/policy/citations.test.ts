import { expect, test } from "vitest";
import { loadPacks } from "../../src/workspace/packs.ts";
import { check } from "../../src/engine/check.ts";
import { type Citation } from "../../src/model/finding.ts";
import { ANY_STATE, citationsFor, readCitations, regionsOf } from "../../src/policy/citations.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";
import { examples, read, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const { rules } = buildRuleSet({ packs: await loadPacks(), governance: emptyBundle, asOf });

test.each([
  ["GDPR Art. 28(3)(h)", ["eu"]],
  ["UK GDPR Art. 28", ["gb"]],
  ["MDR Art. 61, Annex XIV; MDCG 2020-1", ["eu", "GB-NIR"]],
  ["45 CFR 164.404", ["us"]],
  ["FDA, Health Canada and MHRA, Good Machine Learning Practice", ["us", "ca", "gb"]],
  ["FDA, General Wellness, guidance of 2026-01-06", ["us"]],
  ["Cal. Civ. Code 1798.82(a)(2)", ["US-CA"]],
  ["10 M.R.S. 1347(6), 1348(1)", ["US-ME"]],
  ["RCW 19.255.010", ["US-WA"]],
  ["NIST AI RMF, MANAGE 2.4", undefined],
  ["Chouldechova, Fair prediction with disparate impact, Big Data 5(2), 2017", undefined],
])("%s binds in %j", (ref, regions) => expect(regionsOf(ref)).toEqual(regions));

test("a policy can state the regions where a provision binds", () => {
  expect(readCitations([{ ref: "SGB V 393", regions: ["DE"] }])).toEqual([{ ref: "SGB V 393", regions: ["DE"] }]);
});

test("the GDPR stands for the UK GDPR unless that is cited", () => {
  const regions = (refs: readonly string[]) => readCitations(refs.map((ref) => ({ ref }))).map((one) => one.regions);
  expect(regions(["GDPR Art. 30", "45 CFR 164.404"])).toEqual([["eu", "gb"], ["us"]]);
  expect(regions(["GDPR Art. 22", "UK GDPR Arts. 22A to 22D"])).toEqual([["eu"], ["gb"]]);
});

const cited: readonly Citation[] = readCitations(
  ["NIST AI RMF, MAP 3.4", "GDPR Art. 32", "45 CFR 164.312(b)", "Cal. Penal Code 632", "RCW 9.73.030"].map((ref) => ({
    ref,
  })),
);
const at = (...places: readonly string[]) => citationsFor(cited, new Set(places)).map(({ ref }) => ref.split(" ")[0]);

test("citations of the deployment's regions come first, then those without a region", () => {
  expect(at("us", "US", "US-CA")).toEqual(["45", "Cal.", "NIST"]);
  expect(at("us", "US", "US-OH")).toEqual(["45", "NIST"]);
  expect(at("us", "US", ANY_STATE)).toEqual(["45", "Cal.", "RCW", "NIST"]);
  expect(at("eu", "DE")).toEqual(["GDPR", "NIST"]);
  expect(at("eu", "DE", "us", "US")).toEqual(["GDPR", "45", "NIST"]);
});

test("a system in the UK is shown the UK GDPR instead of the GDPR", () => {
  const both = readCitations([
    { ref: "GDPR Art. 15(1)(h); CJEU C-203/22", url: "https://eur-lex.europa.eu/eli/reg/2016/679/oj" },
  ]);
  const shown = (...places: readonly string[]) =>
    citationsFor(both, new Set(places)).map(({ ref, regions }) => [ref, regions]);
  expect(shown("gb", "GB")).toEqual([["UK GDPR Art. 15(1)(h)", ["gb"]]]);
  expect(citationsFor(both, new Set(["gb"]))[0]?.url).toContain("legislation.gov.uk");
  expect(shown("eu", "gb")).toEqual([
    ["GDPR Art. 15(1)(h); CJEU C-203/22", ["eu"]],
    ["UK GDPR Art. 15(1)(h)", ["gb"]],
  ]);
  expect(shown("eu", "DE")).toEqual([["GDPR Art. 15(1)(h); CJEU C-203/22", ["eu", "gb"]]]);
  expect(shown("us")).toEqual([["GDPR Art. 15(1)(h); CJEU C-203/22", ["eu", "gb"]]]);
});

test("all citations are returned if the regions are unknown or no citation matches", () => {
  expect(citationsFor(cited, undefined)).toBe(cited);
  const foreign = readCitations([{ ref: "GDPR Art. 32" }]);
  expect(citationsFor(foreign, new Set(["us"]))).toBe(foreign);
});

/** References that were known to belong to no place when they were written. */
const general =
  /^(?:NIST|ISO|IEC|W3C|WHO|HL7|Joint Commission and CHAI|Council of Europe|Homomorphic Encryption Security Standard|.*\b(?:19|20)\d\d(?:, method 10)?$)/;

test("every law that a rule cites has a known region", () => {
  const unknown = rules.flatMap(({ id, citations }) =>
    citations.filter(({ ref, regions }) => !regions && !general.test(ref)).map(({ ref }) => `${id}: ${ref}`),
  );
  expect(unknown).toEqual([]);
});

/** Law of other places, by where a system is used. */
const foreign: Readonly<Record<string, readonly string[]>> = {
  "US-MN": ["eu", "gb", "ca", "au", "US-CA", "US-CO", "US-TX"],
  DE: ["us", "gb", "ca", "au", "US-CA"],
  "GB-ENG": ["us", "ca", "au", "US-CA"],
};

test.each(Object.keys(foreign))("a system in %s gets no citation of a law of another region", async (place) => {
  const root = examples();
  const names = ["ambient-scribe", "chest-xray-triage", "patient-chatbot", "readmission-risk", "sepsis-early-warning"];
  for (const name of names) {
    const file = `deploy/${name}.yaml`;
    write(root, { [file]: read(root, file).replace(/^ {2}jurisdictions: .*$/m, `  jurisdictions: [${place}]`) });
  }
  const { report } = await check({ targets: names.map((name) => `deploy/${name}.yaml`), asOf, cwd: root });
  const judged = report.findings.filter(({ outcome }) => outcome !== "not-applicable");
  expect(judged.length).toBeGreaterThan(200);
  const wrong = judged.flatMap(({ rule, citations }) =>
    citations
      .filter(({ regions }) => regions?.every((one) => foreign[place]?.includes(one)))
      .map(({ ref }) => `${rule.id}: ${ref}`),
  );
  expect([...new Set(wrong)].toSorted()).toEqual([]);
  const ofTheUnion = judged.flatMap(({ citations }) => citations.filter(({ ref }) => ref.startsWith("GDPR ")));
  expect(ofTheUnion.length > 0).toBe(place === "DE");
});
