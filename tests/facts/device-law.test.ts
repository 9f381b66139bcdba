import { describe, expect, test } from "vitest";
import { contextOf, fact, settles } from "./support.ts";

describe("Northern Ireland", () => {
  const path = "facts.law.euDeviceLaw";
  test.each([
    [["GB-NIR"], true],
    [["GB-ENG", "GB-NIR"], true],
    [["GB"], false],
    [["GB-ENG"], false],
    [["DE"], true],
    [["NO"], true],
    [["US"], false],
  ])("device law of the Union in %j: %s", (jurisdictions, applies) => {
    expect(fact(contextOf({ spec: { jurisdictions } }), path)).toBe(applies);
  });
  test("its data protection is that of the United Kingdom", () => {
    expect(fact(contextOf({ spec: { jurisdictions: ["GB-NIR"] } }), "facts.regions")).toEqual(["gb"]);
  });
});

describe("marking of generated content", () => {
  const from = (spec: object) =>
    fact(contextOf({ spec: spec as Record<string, unknown> }), "facts.law.outputMarkingFrom");
  test.each([
    ["2026-12-02", { regulatory: { firstPlacedOnMarket: "2026-08-01" } }],
    ["2026-08-02", { regulatory: { firstPlacedOnMarket: "2026-08-02" } }],
    ["2026-12-02", { goLive: "2026-08-01" }],
    ["2026-08-02", { goLive: "2026-08-02" }],
    ["2026-08-02", { goLive: "2026-06-01", regulatory: { firstPlacedOnMarket: "2026-09-01" } }],
    ["2026-08-02", {}],
  ])("from %s: %j", (day, spec) => expect(from(spec)).toBe(day));
});

describe("rule 11 on monitoring", () => {
  const path = "facts.law.mdrClassAtLeast";
  const least = (regulatory: object, decisionRole = "none", purpose = "patient-monitoring") =>
    contextOf({ spec: { decisionRole, function: purpose, regulatory } });
  test.each<[string, object, string, string]>([
    ["iib", { conditionSeverity: "critical" }, "none", "patient-monitoring"],
    ["iia", { conditionSeverity: "serious" }, "none", "patient-monitoring"],
    ["iia", { conditionSeverity: "non-serious" }, "none", "patient-monitoring"],
    ["i", { monitors: "none", conditionSeverity: "critical" }, "none", "patient-monitoring"],
    ["iia", { monitors: "physiological-processes" }, "none", "care-coordination"],
    ["iib", { monitors: "vital-parameters" }, "none", "patient-monitoring"],
    ["iib", { monitors: "vital-parameters", conditionSeverity: "serious" }, "informs", "diagnosis"],
    ["iii", { conditionSeverity: "critical" }, "decides", "treatment"],
    ["iii", { monitors: "vital-parameters", conditionSeverity: "critical" }, "decides", "diagnosis"],
  ])("at least %s: %j, %s, %s", (value, regulatory, role, purpose) =>
    expect(fact(least(regulatory, role, purpose), path)).toBe(value),
  );
  test("the severity is asked for, unless it makes no difference", () => {
    expect(settles(least({}), path)).toEqual(["spec.regulatory.conditionSeverity"]);
    expect(settles(least({ monitors: "vital-parameters" }, "augments"), path)).toEqual([
      "spec.regulatory.conditionSeverity",
    ]);
  });
});

describe("transition of devices of the old directives", () => {
  const dates = (mdrClass: string, legacyCertificate?: boolean) => {
    const context = contextOf({ spec: { risk: { mdrClass }, regulatory: { legacyCertificate } } });
    return ["legacyApplicationBy", "legacyAgreementBy", "legacyEnd"].map((name) => fact(context, `facts.law.${name}`));
  };
  test.each<[string, boolean | undefined, string[]]>([
    ["i", undefined, ["2024-05-26", "2024-09-26", "2028-12-31"]],
    ["i-sterile", true, ["2024-05-26", "2024-09-26", "2028-12-31"]],
    ["iib", true, ["2024-05-26", "2024-09-26", "2028-12-31"]],
    ["iii", true, ["2024-05-26", "2024-09-26", "2027-12-31"]],
    ["ivdr-d", undefined, ["2025-05-26", "2025-09-26", "2027-12-31"]],
    ["ivdr-c", true, ["2025-05-26", "2025-09-26", "2027-12-31"]],
    ["ivdr-c", false, ["2026-05-26", "2026-09-26", "2028-12-31"]],
    ["ivdr-b", false, ["2027-05-26", "2027-09-26", "2029-12-31"]],
    ["ivdr-b", true, ["2025-05-26", "2025-09-26", "2027-12-31"]],
    ["ivdr-a-sterile", false, ["2027-05-26", "2027-09-26", "2029-12-31"]],
  ])("%s, certified: %s", (mdrClass, certified, expected) => expect(dates(mdrClass, certified)).toEqual(expected));
  test("whether a diagnostic was certified is asked for", () => {
    const context = contextOf({ spec: { risk: { mdrClass: "ivdr-c" } } });
    expect(settles(context, "facts.law.legacyEnd")).toEqual(["spec.regulatory.legacyCertificate"]);
  });
});
