import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { check } from "../../../src/engine/check.ts";
import type { OpenQuestion } from "../../../src/model/finding.ts";
import { cli, read, repository, write } from "../../support/repository.ts";

const asOf = "2026-11-22";
const reference = "https://docs.hospital.example/policies/ai";
/** What the team of a rota tool and its governance say when asked. */
const answers: Readonly<Record<string, unknown>> = {
  "organisation.policies": [
    { topic: "ai-governance", reviewed: "2026-09-22", reference },
    { topic: "legal-register", reviewed: "2026-09-22", reference },
  ],
  "spec.oversight.overseers": [
    { role: "ward-manager", may: ["disregard", "override", "stop"], withinMinutes: 10, casesPerShift: 4 },
  ],
  "spec.capabilities": ["none"],
  "spec.change.control": "internal",
  "spec.change.revalidation": "every-change",
  "spec.change.previousVersion": "0.9.0",
  "spec.governance.inventoryId": "AI-0001",
};
const initial = [
  "--name",
  "rota",
  "--version",
  "1.0.0",
  "--owner-name",
  "Kim Example",
  "--owner-role",
  "ward-manager",
  "--owner-email",
  "rota@hospital.example",
  "--purpose",
  "Propose next month's rota.",
  "--function",
  "scheduling",
  "--stage",
  "production",
  "--jurisdictions",
  "US-MN",
  "--users",
  "administrative-staff",
  "--affects",
  "staff",
  "--decision-role",
  "informs",
  "--risk",
  "low",
  "--model",
  "net",
  "--model-version",
  "1.0.0",
  "--model-type",
  "predictive",
  "--provider",
  "self",
  "--learning",
  "locked",
  "--data",
  "operational",
  "--vendors",
  "none",
];
const config = ".caregate/config.yaml";

/** Writes one answer where it belongs. */
function answer(root: string, { path }: OpenQuestion): void {
  const value = answers[path];
  if (value === undefined) throw new Error(`nobody can answer ${path}`);
  const file = path.startsWith("organisation.") ? config : "rota.yaml";
  const document = parseDocument(read(root, file));
  document.setIn(path.split("."), document.createNode(value));
  write(root, { [file]: document.toString() });
}

test("answering one question after another passes, and not before the last", async () => {
  const organisation =
    "{ name: Hospital, roles: [covered-entity-provider, hhs-funds-recipient], employees: 900, countries: [US], states: [US-MN] }";
  const root = repository({ [config]: `apiVersion: caregate/v1\nkind: Config\norganisation: ${organisation}\n` });
  expect(cli(["init", "rota.yaml", ...initial], { cwd: root }).code).toBe(0);
  const asked: string[] = [];
  for (;;) {
    const { report } = await check({ targets: ["rota.yaml"], asOf, cwd: root });
    const errors = report.diagnostics.filter(({ severity }) => severity === "error");
    expect(errors).toEqual([]);
    const [question] = report.questions;
    if (!question) break;
    expect(report.verdict).toBe("fail");
    expect(asked).not.toContain(question.path);
    asked.push(question.path);
    answer(root, question);
  }
  expect(asked.length).toBeGreaterThan(5);
  expect(cli(["check", "rota.yaml", "--as-of", asOf], { cwd: root }).code).toBe(0);
});
