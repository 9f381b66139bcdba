import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { check } from "../../../src/engine/check.ts";
import { loadText } from "../../../src/documents/load.ts";
import { cli, project, read, repository, write } from "../../support/repository.ts";

const common = {
  version: "1.0.0",
  "owner-name": "Ada Example",
  "owner-role": "chief-medical-information-officer",
  "owner-email": "cmio@hospital.example",
  purpose: "Do one thing well.",
  model: "net",
  "model-version": "1.0.0",
  learning: "locked",
};

/** Ten kinds of system, as their teams would tell of them. */
const kinds: readonly Readonly<Record<string, string>>[] = [
  {
    name: "sepsis-warning",
    function: "clinical-decision-support",
    stage: "production",
    jurisdictions: "US,US-MN",
    users: "clinician",
    affects: "patients",
    "decision-role": "augments",
    risk: "high",
    "model-type": "predictive",
    provider: "Acme",
    data: "phi",
    vendors: "Acme",
  },
  {
    name: "xray-triage",
    function: "triage",
    stage: "production",
    jurisdictions: "DE,US",
    users: "clinician",
    affects: "patients",
    "decision-role": "drives",
    risk: "high",
    "model-type": "predictive",
    provider: "Acme",
    data: "phi,health",
    vendors: "Acme",
  },
  {
    name: "scribe",
    function: "documentation",
    stage: "pilot",
    jurisdictions: "US,US-CA",
    users: "clinician",
    affects: "patients",
    "decision-role": "informs",
    risk: "moderate",
    "model-type": "generative",
    provider: "Acme",
    data: "phi",
    vendors: "Acme,Cloud",
  },
  {
    name: "chatbot",
    function: "patient-communication",
    stage: "production",
    jurisdictions: "US-CA",
    users: "patient",
    affects: "patients",
    "decision-role": "informs",
    risk: "moderate",
    "model-type": "generative",
    provider: "Acme",
    data: "phi",
    vendors: "Acme",
  },
  {
    name: "review",
    function: "utilization-review",
    stage: "production",
    jurisdictions: "US,US-TX",
    users: "utilization-reviewer",
    affects: "members",
    "decision-role": "drives",
    risk: "high",
    "model-type": "predictive",
    provider: "self",
    data: "phi",
    vendors: "none",
  },
  {
    name: "readmission",
    function: "clinical-decision-support",
    stage: "production",
    jurisdictions: "US-NY",
    users: "clinician",
    affects: "patients",
    "decision-role": "informs",
    risk: "moderate",
    "model-type": "predictive",
    provider: "self",
    data: "phi",
    vendors: "none",
  },
  {
    name: "federated",
    function: "research",
    stage: "research",
    jurisdictions: "DE,FR",
    users: "researcher",
    affects: "nobody",
    "decision-role": "none",
    risk: "low",
    "model-type": "predictive",
    provider: "self",
    data: "pseudonymised,health",
    vendors: "none",
  },
  {
    name: "rota",
    function: "scheduling",
    stage: "production",
    jurisdictions: "US-MN",
    users: "administrative-staff",
    affects: "nobody",
    "decision-role": "none",
    risk: "low",
    "model-type": "predictive",
    provider: "self",
    data: "operational",
    vendors: "none",
  },
  {
    name: "screening",
    function: "screening",
    stage: "pilot",
    jurisdictions: "GB",
    users: "clinician",
    affects: "patients",
    "decision-role": "augments",
    risk: "high",
    "model-type": "predictive",
    provider: "Acme",
    data: "health",
    vendors: "Acme",
  },
  {
    name: "billing-rules",
    function: "billing",
    stage: "production",
    jurisdictions: "US-MN",
    users: "administrative-staff",
    affects: "patients",
    "decision-role": "informs",
    risk: "low",
    "model-type": "rules",
    provider: "self",
    data: "phi",
    vendors: "none",
  },
];

const flags = (answers: Readonly<Record<string, string>>): string[] =>
  Object.entries({ ...common, ...answers }).flatMap(([flag, answer]) => [`--${flag}`, answer]);

test.each(kinds)("an unanswered manifest of $name is unknown, never ticked and never broken", async (answers) => {
  const root = repository({});
  const { code, stdout } = cli(["init", "m.yaml", ...flags(answers)], { cwd: root });
  expect(code).toBe(0);
  expect(stdout).toMatch(/m\.yaml: \d+ fields/);
  const { report } = await check({ targets: ["m.yaml"], asOf: "2026-11-22", cwd: root });
  expect(report.diagnostics).toEqual([]);
  const open = report.findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown");
  expect(open.filter(({ outcome }) => outcome === "fail").map(({ rule }) => rule.id)).toEqual([]);
  // Everything that is asked for in the manifest has its empty place there already.
  const own = report.questions.filter(
    ({ path, primary }) => primary.file === "m.yaml" && !path.startsWith("organisation."),
  );
  expect(own.filter(({ primary }) => !primary.exact).map(({ path }) => path)).toEqual([]);
  expect(read(root, "m.yaml").split("\n").length).toBeLessThanOrEqual(300);
});

test("the low-risk tool is asked for little, and needs no more than 60 lines", async () => {
  const root = repository({});
  cli(["init", "m.yaml", ...flags(kinds[7] as Readonly<Record<string, string>>)], { cwd: root });
  expect(read(root, "m.yaml").split("\n").length).toBeLessThanOrEqual(60);
});

test("a tool about nobody is asked for what concerns it, where nothing is known of the organisation", async () => {
  const root = repository({ "theatre.yaml": readFileSync(join(project, "examples/deploy/theatre-scheduling.yaml")) });
  cli(["init", "rota.yaml", ...flags(kinds[7] as Readonly<Record<string, string>>)], { cwd: root });
  const asked = async (file: string): Promise<string[]> => {
    const { report } = await check({ targets: [file], asOf: "2026-11-22", cwd: root });
    return report.questions.map(({ path }) => path).toSorted();
  };
  expect(await asked("theatre.yaml")).toEqual(["organisation.policies"]);
  expect(await asked("rota.yaml")).toEqual([
    "organisation.policies",
    "spec.capabilities",
    "spec.change.control",
    "spec.change.revalidation",
    "spec.governance.inventoryId",
  ]);
});

test("what nobody answered stands there empty, with what to state", () => {
  const root = repository({});
  const { code } = cli(["init", "m.yaml", "--name", "half"], { cwd: root });
  expect(code).toBe(0);
  const text = read(root, "m.yaml");
  expect(text).toMatch(/^ {2}stage: # Stage of the system/m);
  expect(loadText("m.yaml", text).diagnostics).toEqual([]);
  expect(cli(["check", "m.yaml"], { cwd: root }).code).toBe(2);
});

test("a wrong answer is refused with what it takes, and nothing is written", () => {
  const root = repository({});
  const { code, stderr } = cli(["init", "m.yaml", "--name", "x", "--function", "diagnosi"], { cwd: root });
  expect(code).toBe(2);
  expect(stderr).toContain("did you mean `diagnosis`?");
  expect(() => read(root, "m.yaml")).toThrow();
});

test("an existing file is not replaced by default", () => {
  const root = repository({});
  write(root, { "m.yaml": "mine" });
  expect(cli(["init", "m.yaml", "--name", "x"], { cwd: root })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--force"),
  });
  expect(read(root, "m.yaml")).toBe("mine");
  expect(cli(["init", "m.yaml", "--name", "x", "--force"], { cwd: root }).code).toBe(0);
  expect(read(root, "m.yaml")).toContain("name: x");
});
