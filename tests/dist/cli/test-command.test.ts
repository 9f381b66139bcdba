import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answering, policyWith } from "../../support/policies.ts";
import { cli, project, repository } from "../../support/repository.ts";

const policy = ".caregate/policies/local.yaml";

test("the same inputs give the same bytes", async () => {
  const root = repository({ [policy]: policyWith(answering(96, "pass")) });
  const once = cli(["test"], { cwd: root }).stdout;
  expect(cli(["test"], { cwd: root, env: { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8" } }).stdout).toBe(once);
});

test("--watch runs again after a change, and ends when interrupted", async () => {
  const root = repository({ [policy]: policyWith(answering(96, "pass")) });
  const child = spawn(process.execPath, [join(project, "dist/cli.js"), "test", "--watch"], { cwd: root });
  let output = "";
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (output.includes(text)) resolve();
      };
      child.stdout.on("data", (chunk) => {
        output += String(chunk);
        look();
      });
      look();
    });
  await says("0 passed, 1 failed");
  output = "";
  writeFileSync(join(root, policy), policyWith(answering(24, "pass")));
  await says("1 passed, 0 failed");
  const exit = once(child, "exit");
  child.kill("SIGINT");
  expect(await exit).toEqual([0, null]);
});
