import { expect, test } from "vitest";
import { evaluateAttached } from "../../src/evidence/binding.ts";
import type { JsonObject } from "../../src/util/json.ts";
import { inMemory } from "./support.ts";

const manifest = inMemory("AIDeployment", "m", {
  metadata: { name: "ward-alert", version: "1" },
  spec: { model: { name: "net", version: "2.0" } },
});
const state = (kind: string, subject: JsonObject | undefined, more: JsonObject = {}) =>
  evaluateAttached(
    manifest,
    inMemory(kind as "ModelCard", "e", {
      metadata: { title: "Report", date: "2026-09-01", by: "quality-office" },
      ...(subject ? { subject } : {}),
      ...more,
    }),
    0,
    true,
    "2026-11-22",
  ).state;

const whole = { system: "ward-alert", model: "net", modelVersion: "2.0" };

test.each(["FairnessReport", "ModelCard", "MonitoringReport", "PrivacyTest", "ValidationReport"])(
  "a %s counts only if it states its model and version",
  (kind) => {
    expect(state(kind, whole).is).toBe("usable");
    for (const field of ["model", "modelVersion"]) {
      const { [field]: _, ...rest } = whole as JsonObject;
      expect(state(kind, rest)).toMatchObject({ is: "unstated", field: `subject.${field}` });
      expect(state(kind, { ...whole, [field]: "TBD" }).is).not.toBe("usable");
    }
    expect(state(kind, { ...whole, system: "other" })).toMatchObject({ reason: "other-system" });
    expect(state(kind, undefined)).toMatchObject({ is: "unstated", field: "subject.model" });
  },
);

test.each(["AuditReport", "CommitteeReview", "ImpactAssessment", "RiskAnalysis", "TabletopExercise", "TrainingRecord"])(
  "a %s counts only if it states its system",
  (kind) => {
    expect(state(kind, { system: "ward-alert" }).is).toBe("usable");
    expect(state(kind, undefined)).toMatchObject({ is: "unstated", field: "subject.system" });
  },
);

test("a contract names its vendor instead", () => {
  expect(state("Contract", undefined, { vendor: "Acme" }).is).toBe("usable");
});

test.each(["A", "by", "TBD", "n/a", "someone"])("`%s` vouches for nothing", (by) => {
  const metadata = { title: "Report", date: "2026-09-01", by };
  expect(state("AuditReport", { system: "ward-alert" }, { metadata })).toMatchObject({ reason: "placeholder" });
});

test.each<[string | string[], string, string]>([
  ["ward-watch", "ward-watch", "usable"],
  [["bed-alert", "ward-watch"], "bed-alert", "usable"],
  [["bed-alert", "ward-watch"], "ward-alert", "usable"],
  ["ward-watch", "ward-alarm", "refused"],
])("of a system that was %s, evidence about %s is %s", (formerly, system, is) => {
  const renamed = inMemory("AIDeployment", "m", { metadata: { name: "ward-alert", formerly, version: "1" } });
  const analysis = inMemory("RiskAnalysis", "e", {
    metadata: { date: "2026-09-01", by: "it-lead" },
    subject: { system },
  });
  expect(evaluateAttached(renamed, analysis, 0, true, "2026-11-22").state.is).toBe(is);
});
