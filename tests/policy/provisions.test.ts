import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/repository/package-root.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { type Provision, type ProvisionKind, basisOf, kindOf, provisionsOf } from "../../src/policy/provisions.ts";
import type { JsonObject } from "../../src/util/json.ts";
import type { Rule } from "../../src/policy/rule.ts";
import { buildRuleSet, emptyBundle } from "../../src/policy/rule-set.ts";

const asOf = "2026-11-29";
const packs = await readPacksFromTree(workingTree(packageRoot()));
const { rules } = buildRuleSet({ packs, governance: emptyBundle, asOf });

describe("the kind of a provision", () => {
  test.each<[string, ProvisionKind]>([
    ["45 CFR 164.502(e), 164.504(e)", "regulation"],
    ["47 U.S.C. 227", "law"],
    ["GDPR Art. 28(3)(h)", "law"],
    ["Decision (EU) 2021/914 recital 9", "regulation"],
    ["MDR Annex VIII Rule 11; MDCG 2019-11 rev. 1, Annex III", "law"],
    ["MDCG 2019-11 rev. 1, Annex III", "guidance"],
    ["FDA, Clinical Decision Support Software, guidance of 2026-01-06", "guidance"],
    ["HHS guidance on 45 CFR 160.103", "guidance"],
    ["EDPB Opinion 28/2024", "guidance"],
    ["90 FR 898 (2025-01-06), proposed 45 CFR 164.306, 164.312", "proposal"],
    ["COM(2025) 837", "proposal"],
    ["FDA, AI-Enabled Device Software Functions, draft of 2025-01-07", "proposal"],
    ["CJEU C-311/18", "court"],
    ["Common law duty of confidentiality", "court"],
    ["ISO/IEC 42001:2023, Annex A.3", "standard"],
    ["NIST AI RMF, MANAGE 2.4", "standard"],
    ["NIST SP 800-226, Guidelines for Evaluating Differential Privacy Guarantees, 2025", "standard"],
    ["WHO, Guidance on large multi-modal models (2024)", "guidance"],
    ["WHO, Ethics and governance of AI for health (2021), principle 4", "guidance"],
    ["Joint Commission and CHAI, RUAIH, element 1", "guidance"],
    ["W3C, Web Content Accessibility Guidelines 2.1", "standard"],
    ["Chouldechova, Fair prediction with disparate impact, Big Data 5(2), 2017", "practice"],
    ["Barocas, Hardt and Narayanan, Fairness and Machine Learning", "practice"],
    ["Nev. AB 406 (2025) s. 7", "law"],
    ["Vermont H.816 (2026)", "law"],
    ["10 M.R.S. 1348(1)", "law"],
    ["SGB V 393", "law"],
    ["Mass. Gen. Laws ch. 272 s. 99", "law"],
    ["N.H. RSA 570-A:2", "law"],
    ["FCC 24-17, CG Docket 23-362", "regulation"],
    ["Germany, C5-Gleichwertigkeitsverordnung", "regulation"],
    ["Information standards DCB0129 v4.2 and DCB0160 v3.2", "standard"],
    ["42 CFR 2.11, as good practice beside 2.33(a)(2)", "practice"],
    ["PHIPA (S.O. 2004, c. 3, Sched. A) s. 10(1)", "law"],
  ])("%s: %s", (ref, kind) => {
    expect(kindOf(ref)).toBe(kind);
  });

  test("the kind that a policy states takes precedence over the name, if it is a known kind", () => {
    expect(kindOf("GDPR Art. 5", "guidance")).toBe("guidance");
    expect(kindOf("GDPR Art. 5", "gospel")).toBe("law");
    expect(kindOf("Lakeshore Health, section 9")).toBeUndefined();
    expect(kindOf("Lakeshore Health, section 9", "practice")).toBe("practice");
  });
});

describe("the basis of a rule", () => {
  const citing = (binding: Rule["binding"], ...refs: readonly string[]): Rule =>
    ({ binding, citations: refs.map((ref) => ({ ref })), citationKinds: refs.map(() => undefined) }) as unknown as Rule;

  test.each<[string, readonly string[]]>([
    ["law", ["FDA, guidance", "21 CFR 820"]],
    ["law", ["AI Act Art. 14(4)(e), high-risk systems, from 2026-11-29 at the earliest"]],
    [
      "practice",
      ["AI Act Art. 14(4)(e), high-risk systems, from 2026-11-30 at the earliest", "NIST AI RMF, MANAGE 2.4"],
    ],
    ["law", ["MDR Art. 5(5); IVDR Art. 5(5), reason (d) from 2030-12-31"]],
    ["law", ["MDR Art. 5(5); IVDR Art. 5(5), from 2030-12-31"]],
    ["practice", ["Regulation (EU) 2025/327 (EHDS) Art. 27, for EHR systems, later", "HL7 FHIR"]],
    ["none", ["AI Act Art. 14(4)(e), high-risk systems, from 2026-11-30 at the earliest"]],
    ["none", ["FDA, guidance", "90 FR 898, proposed 45 CFR 164.312"]],
    ["none", ["Lakeshore Health, section 9"]],
  ])("%s: %j", (basis, refs) => {
    expect(basisOf(citing("gates", ...refs), asOf)).toBe(basis);
  });

  test("a rule that blocks from a later date on rests on the law of that date", () => {
    const act = "Neb. Rev. Stat. 86-1805 (LB 525), from 2027-07-01";
    expect(basisOf(citing("gates", act), asOf)).toBe("none");
    expect(basisOf(citing({ gatesFrom: "2027-06-30" }, act), asOf)).toBe("none");
    expect(basisOf(citing({ gatesFrom: "2027-07-01" }, act), asOf)).toBe("law");
    expect(basisOf(citing({ gatesFrom: "2026-01-01" }, "45 CFR 164.404, from 2026-11-29"), asOf)).toBe("law");
    const highRisk = citing({ gatesFrom: "facts.law.aiActHighRiskFrom" }, "AI Act Art. 9, from 2027-12-02");
    expect(basisOf(highRisk, asOf)).toBe("law");
  });
});

/** True for a standard or a publication with a URL, on which good practice rests. */
const isPractice = ({ kind, url }: Provision): boolean =>
  (kind === "standard" || kind === "practice") && url !== undefined;

describe("the built-in packs", () => {
  test("each provision has a known kind", () => {
    const open = rules.flatMap((rule) =>
      provisionsOf(rule, asOf).flatMap(({ ref, kind }) => (kind === undefined ? [`${rule.id}: ${ref}`] : [])),
    );
    expect(open).toEqual([]);
  });

  test("no rule gates on guidance, a proposal or law ahead alone", () => {
    const gating = rules.filter(({ binding }) => binding === "gates");
    expect(gating.length).toBeGreaterThan(150);
    expect(gating.filter((rule) => basisOf(rule, asOf) === "none").map(({ id }) => id)).toEqual([]);
  });

  test("a rule that gates from a date on is based on law of that date", () => {
    const dated = rules.filter(({ binding }) => typeof binding === "object");
    expect(dated.length).toBeGreaterThan(10);
    expect(dated.filter((rule) => basisOf(rule, asOf) !== "law").map(({ id }) => id)).toEqual([]);
  });

  test("good practice that gates has a URL", () => {
    const practice = rules.filter((rule) => rule.binding !== "advisory" && basisOf(rule, asOf) === "practice");
    expect(practice.length).toBeGreaterThan(20);
    expect(practice.filter((rule) => !provisionsOf(rule, asOf).some(isPractice)).map(({ id }) => id)).toEqual([]);
  });
});

/** Conditions by which a rule applies in some places only: by region, by state or by words of a regional law. */
const regional = /facts\.regions|spec\.jurisdictions|facts\.usStates|facts\.caProvinces|facts\.law\.euDeviceLaw/;

describe("what a built-in rule asks beyond the law", () => {
  const beyond = rules.filter(({ beyondLaw }) => beyondLaw !== undefined);

  test("rests on a standard or a published practice with a URL", () => {
    expect(beyond.length).toBeGreaterThan(20);
    const open = beyond.filter((rule) => !provisionsOf(rule, asOf).some(isPractice));
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  test("is stated beside law alone", () => {
    expect(beyond.filter((rule) => basisOf(rule, asOf) !== "law").map(({ id }) => id)).toEqual([]);
  });

  test("a rule that applies everywhere cites more than the law of some regions", () => {
    const everywhere = rules.filter(({ document, path }) => {
      const source = (document.value["rules"] as JsonObject[])[path[1] as number];
      return !regional.test(JSON.stringify(source?.["appliesWhen"] ?? ""));
    });
    expect(everywhere.length).toBeGreaterThan(50);
    const open = everywhere.filter(
      (rule) => basisOf(rule, asOf) === "law" && !provisionsOf(rule, asOf).some(isPractice),
    );
    expect(open.map(({ id }) => id)).toEqual([]);
  });
});

describe("the review date of each built-in rule", () => {
  test("each rule states a review date and the URL of its source", () => {
    const silent = rules.filter(({ checked, sources }) => checked === undefined || sources.length === 0);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test("no review date is in the future", () => {
    const today = new Date().toISOString().slice(0, 10);
    expect(rules.filter(({ checked = "" }) => checked > today).map(({ id, checked }) => [id, checked])).toEqual([]);
  });
});
