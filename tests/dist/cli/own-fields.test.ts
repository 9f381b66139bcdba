import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { block, pageGit, replay } from "../../support/page-session.ts";
import { cli, examples, project } from "../../support/repository.ts";

const file = join(project, "docs/own-fields.md");

// Run with -u, this writes what the commands print into the page.
test("every file, command and output of the page on own fields is so", { timeout: 240_000 }, async () => {
  const root = examples();
  pageGit(root, "init", "-q");
  pageGit(root, "add", "-A");
  pageGit(root, "commit", "-q", "-m", "The examples");
  const page = readFileSync(file, "utf8");
  const done = replay(root, page, (args) => cli(args, { cwd: root }));
  expect([...page.matchAll(block)].length).toBeGreaterThan(10);
  await expect(done).toMatchFileSnapshot(file);
});
