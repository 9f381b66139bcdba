import { spawnSync } from "node:child_process";
import { cpSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Report } from "../../src/model/finding.ts";
import { lowRisk, project, read, repository, temporaryFolder, write } from "../support/repository.ts";

test("packs that were changed since the build are read again, and the digest shows it", () => {
  const copy = temporaryFolder();
  for (const part of ["dist", "policies", "package.json"])
    cpSync(join(project, part), join(copy, part), { recursive: true });
  const root = repository({ "a.yaml": lowRisk });
  const judged = (): Report => {
    const args = [join(copy, "dist/cli.js"), "check", ".", "--format", "json", "--all"];
    const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as Report;
  };
  const before = judged();
  const file = readdirSync(join(copy, "policies/accountability")).find((name) => name.endsWith(".yaml")) ?? "";
  const pack = `policies/accountability/${file}`;
  const text = read(copy, pack);
  expect(text).toMatch(/^ {4}severity: (?:medium|high)$/m);
  write(copy, { [pack]: text.replaceAll(/^ {4}severity: \w+$/gm, "    severity: low") });
  const after = judged();
  expect(after.policies.digest).not.toBe(before.policies.digest);
  const severities = ({ findings }: Report): string[] =>
    (findings as unknown as { rule: string; severity: string }[]).flatMap(({ rule, severity }) =>
      rule.startsWith("accountability/") ? severity : [],
    );
  expect(new Set(severities(after))).toEqual(new Set(["low"]));
  expect(severities(before)).not.toEqual(severities(after));
});
