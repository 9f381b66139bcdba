import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { historyCommand } from "../../src/cli/commands/history.ts";
import { config } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { commitOn, git, lowRisk, repository, write } from "../support/repository.ts";

interface Violation {
  readonly rule: string;
  readonly appeared: { readonly day: string };
  readonly ended: { readonly day: string; readonly how: string } | null;
}

const policy = `apiVersion: caregate/v1
kind: Policy
metadata: { id: house, title: House rules, version: "1", owner: ai-office, effective: 2026-01-01 }
rules:
  - id: house/no-further-use
    title: No contract lets a vendor use data further
    severity: high
    citations: [{ ref: House rule 1 }]
    require: { all: [{ var: evidence.contracts }, { in: [no-further-use, { var: clauses }] }] }
    message: A contract does not forbid further use.
    remediation: Add the clause.
`;

const contract = (clauses: string): string => `apiVersion: caregate/v1
kind: Contract
metadata: { id: acme, date: 2026-01-01, by: legal }
vendor: Acme
instruments: [services]
effective: 2026-01-01
clauses: [${clauses}]
`;

const start = {
  ".caregate/config.yaml": config,
  ".caregate/policies/house.yaml": policy,
  "contracts/acme.yaml": contract(""),
  "deploy/cleaning.yaml": `${lowRisk}evidence:\n  - { kind: Contract, id: acme, path: ../contracts/acme.yaml }\n`,
};

async function violations(root: string): Promise<readonly Violation[]> {
  const asked = ["--verdicts", "--format", "json", "--as-of", "2026-06-30"];
  const { code, stdout } = await invoke(historyCommand, asked, root);
  expect(code, stdout).toBe(0);
  return (JSON.parse(stdout) as { readonly violations: readonly Violation[] }).violations;
}

/** A repository whose deployment breaks the rule from the first commit on. */
function begun(): string {
  const root = repository(start);
  git(root, "init", "-q");
  commitOn(root, "2026-02-01");
  return root;
}

test.each([
  ["ignored", ".caregateignore", "deploy\n", ""],
  ["left out by the settings", ".caregate/config.yaml", `${config}exclude: [deploy]\n`, config],
])("evidence that changes while its deployment is %s counts when that is back", async (_, file, without, again) => {
  const root = begun();
  write(root, { [file]: without });
  commitOn(root, "2026-03-01");
  write(root, { "contracts/acme.yaml": contract("no-further-use") });
  commitOn(root, "2026-04-01");
  write(root, { [file]: again });
  commitOn(root, "2026-05-01");
  expect(await violations(root)).toMatchObject([
    { rule: "house/no-further-use", appeared: { day: "2026-02-01" }, ended: { day: "2026-03-01", how: "withdrawn" } },
  ]);
});

test("evidence alone that changes, and goes, and comes back, is seen", async () => {
  const root = begun();
  write(root, { "contracts/acme.yaml": contract("no-further-use") });
  commitOn(root, "2026-03-01");
  rmSync(join(root, "contracts/acme.yaml"));
  commitOn(root, "2026-04-01");
  write(root, { "contracts/acme.yaml": contract("no-further-use") });
  commitOn(root, "2026-05-01");
  const found = (await violations(root)).map(({ appeared, ended }) => [appeared.day, ended?.day ?? null]);
  expect(found).toContainEqual(["2026-02-01", "2026-03-01"]);
  expect(
    found.every(([from, until]) => from === "2026-02-01" || (from === "2026-04-01" && until === "2026-05-01")),
  ).toBe(true);
  expect(found).toHaveLength(2);
});

test("a deployment that goes and comes back is evaluated by the evidence at each commit", async () => {
  const root = begun();
  const manifest = start["deploy/cleaning.yaml"];
  rmSync(join(root, "deploy/cleaning.yaml"));
  commitOn(root, "2026-03-01");
  write(root, { "contracts/acme.yaml": contract("no-further-use") });
  commitOn(root, "2026-04-01");
  write(root, { "deploy/cleaning.yaml": manifest });
  commitOn(root, "2026-05-01");
  expect(await violations(root)).toMatchObject([{ appeared: { day: "2026-02-01" }, ended: { day: "2026-03-01" } }]);
});
