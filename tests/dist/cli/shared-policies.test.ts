import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { block, pageGit, replay } from "../../support/page-session.ts";
import { cli, project, temporaryFolder } from "../../support/repository.ts";

const file = join(project, "docs/shared-policies.md");

// Run with -u, this writes what the commands print into the page.
test("every file, command and output of the page on shared policies is so", { timeout: 240_000 }, async () => {
  const root = temporaryFolder();
  for (const name of ["policies", "north"]) {
    mkdirSync(join(root, name));
    pageGit(root, "init", "-q", name);
  }
  for (const who of ["AUTHOR", "COMMITTER"]) vi.stubEnv(`GIT_${who}_DATE`, "2026-11-20T09:00:00Z");
  const env = {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `url.file://${root}/policies.insteadOf`,
    GIT_CONFIG_VALUE_0: "https://git.lakeshore.example/policies.git",
  };
  const page = readFileSync(file, "utf8");
  const done = replay(root, page, (args) => cli(args, { cwd: join(root, "north"), env }));
  vi.unstubAllEnvs();
  expect([...page.matchAll(block)].length).toBeGreaterThan(15);
  await expect(done).toMatchFileSnapshot(file);
});
