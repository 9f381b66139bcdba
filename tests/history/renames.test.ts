import { expect, test } from "vitest";
import { historyCommand } from "../../src/cli/commands/history.ts";
import { answering, governed, policy, waiver } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { commitAll, git, repository, write } from "../support/repository.ts";

interface Shown {
  readonly deployments: number;
  readonly violations: readonly { deployment: string; rule: string; ended: object | null; phases: readonly object[] }[];
  readonly waivers: readonly { id: string; covered: readonly string[] }[];
}

async function readHistory(root: string): Promise<Shown> {
  const { code, stdout } = await invoke(
    historyCommand,
    ["--verdicts", "--format", "json", "--as-of", "2026-12-01"],
    root,
  );
  expect(code, stdout).toBe(0);
  return JSON.parse(stdout) as Shown;
}

test("a violation goes on when its file, its deployment and its rule get other names", async () => {
  const root = repository({ ...governed, "deploy/a.yaml": answering(100), ".caregate/waivers/w.yaml": waiver });
  commitAll(root, "first");
  git(root, "mv", "deploy/a.yaml", "deploy/b.yaml");
  commitAll(root, "move the file");
  write(root, {
    "deploy/b.yaml": answering(100, "round-list").replace(
      "  name: round-list",
      "  name: round-list\n  formerly: theatre-cleaning",
    ),
  });
  commitAll(root, "rename the deployment");
  write(root, {
    ".caregate/policies/local.yaml": policy.replace(
      "id: local/first-answer",
      "id: local/response\n    formerly: local/first-answer",
    ),
  });
  commitAll(root, "rename the rule");
  const { deployments, violations, waivers } = await readHistory(root);
  expect(deployments).toBe(1);
  expect(violations).toMatchObject([{ deployment: "round-list", rule: "local/response", ended: null }]);
  expect(waivers).toMatchObject([{ id: "w-1" }]);
  expect(waivers[0]?.covered).toHaveLength(1);
});
