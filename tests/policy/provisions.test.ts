import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/repository/package-root.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { readPacksFromTree } from "../../src/workspace/packs.ts";
import { type ProvisionKind, basisOf, kindOf, provisionsOf } from "../../src/policy/provisions.ts";
import type { Rule } from "../../src/policy/rule.ts";
import { buildRuleSet } from "../../src/policy/rule-set.ts";

const asOf = "2026-11-29";
const governance = { config: undefined, policies: [], waivers: [], keys: [], files: [], diagnostics: [] };
const packs = await readPacksFromTree(workingTree(packageRoot()));
const { rules } = buildRuleSet({ packs, governance, asOf });

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
    ["WHO, Guidance on large multi-modal models (2024)", "practice"],
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
  const citing = (...refs: readonly string[]): Rule =>
    ({ citations: refs.map((ref) => ({ ref })), citationKinds: refs.map(() => undefined) }) as unknown as Rule;

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
    expect(basisOf(citing(...refs), asOf)).toBe(basis);
  });
});

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
    const dated = rules.flatMap((rule) => (typeof rule.binding === "object" ? [{ rule, from: rule.binding }] : []));
    expect(dated.length).toBeGreaterThan(10);
    // where the day is computed, the latest that it may be
    const onDay = dated.filter(({ rule, from: { gatesFrom } }) =>
      provisionsOf(rule, /^\d{4}/.test(gatesFrom) ? gatesFrom : "2030-08-02").every(({ binds }) => !binds),
    );
    expect(onDay.map(({ rule }) => rule.id)).toEqual([]);
  });

  test("good practice that gates has a URL", () => {
    const practice = rules.filter((rule) => rule.binding !== "advisory" && basisOf(rule, asOf) === "practice");
    expect(practice.length).toBeGreaterThan(20);
    const hidden = practice.filter((rule) =>
      provisionsOf(rule, asOf).every(
        ({ kind, url }) => (kind !== "standard" && kind !== "practice") || url === undefined,
      ),
    );
    expect(hidden.map(({ id }) => id)).toEqual([]);
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
