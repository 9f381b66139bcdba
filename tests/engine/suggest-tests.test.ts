import { expect, test } from "vitest";
import { lintCommand } from "../../src/cli/commands/lint.ts";
import { testCommand } from "../../src/cli/commands/test.ts";
import { config } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { policyWith } from "../support/policies.ts";
import { read, repository, write } from "../support/repository.ts";

const file = ".caregate/policies/local.yaml";
const few = `- { name: late, given: { spec.monitoring.reportResponseHours: 60 }, expect: fail }
- { name: in time, given: { spec.monitoring.reportResponseHours: 12 }, expect: pass }
- { name: not stated, given: { spec.monitoring.reportResponseHours: null }, expect: unknown }`;

test("a suggested test has the case, and its outcome is left to a person", async () => {
  const root = repository({ ".caregate/config.yaml": config, [file]: policyWith(few) });
  const first = await invoke(testCommand, ["--suggest"], root);
  expect(first.code).toBe(1);
  expect(first.stderr).toBe(`2 tests added to ${file}: write the outcome in place of TODO\n`);
  const text = read(root, file);
  const added = text.split("\n").filter((line) => line.includes("TODO"));
  expect(added).toEqual([
    "      - { name: reportResponseHours 48, given: { spec.monitoring.reportResponseHours: 48 }, expect: TODO }",
    "      - { name: reportResponseHours 49, given: { spec.monitoring.reportResponseHours: 49 }, expect: TODO }",
  ]);

  const open = await invoke(testCommand, ["--mutate"], root);
  expect(open.code).toBe(2);
  expect(open.stdout).toContain("rules[0].tests[3].expect is still to be decided: write one of pass, fail");
  expect((await invoke(lintCommand, [], root)).code).toBe(1);

  write(root, { [file]: text.replace("48 }, expect: TODO", "48 }, expect: pass").replace("TODO", "fail") });
  const done = await invoke(testCommand, ["--suggest"], root);
  expect([done.code, done.stderr]).toEqual([0, ""]);
  expect(done.stdout).toContain("0 unnoticed");
});
