import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { block, pageGit, replay } from "../../support/page-session.ts";
import { type Ran, project, read, temporaryFolder } from "../../support/repository.ts";

const file = join(project, "docs/adding-a-jurisdiction.md");
const page = readFileSync(file, "utf8");

/** A copy of what a clone of this project runs, where a pack may be added. */
function clone(): string {
  const root = temporaryFolder();
  for (const part of ["dist", "policies", "schemas", "package.json"])
    cpSync(join(project, part), join(root, part), { recursive: true });
  pageGit(root, "init", "-q");
  return root;
}

// Run with -u, this writes what the commands print into the page.
test("every file, command and output of the page on adding a jurisdiction is so", { timeout: 240_000 }, async () => {
  const root = clone();
  const caregate = (args: readonly string[]): Ran => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], {
      cwd: root,
      encoding: "utf8",
    });
    return { code: status, stdout, stderr };
  };
  const done = replay(root, page, caregate);
  expect([...page.matchAll(block)].length).toBeGreaterThan(5);
  await expect(done).toMatchFileSnapshot(file);
});

test("its links lead somewhere, and the scripts and tests it names are there", () => {
  for (const [, target = ""] of page.matchAll(/\]\((?!https?:)([^)#]+)\)/g))
    expect(existsSync(join(project, "docs", target)), target).toBe(true);
  for (const [, named = ""] of page.matchAll(/`((?:tests|src|policies|schemas)\/[\w./-]+\.\w+)`/g))
    if (!named.includes("new-brunswick")) expect(existsSync(join(project, named)), named).toBe(true);
  const { scripts } = JSON.parse(read(project, "package.json")) as { scripts: Record<string, string> };
  for (const [, script = ""] of page.matchAll(/`npm run (?:--silent )?([\w-]+)`/g))
    expect(scripts).toHaveProperty(script);
});

test("the kinds of provisions on it are those of the schema", () => {
  const schema = JSON.parse(read(project, "schemas/policy.schema.json")) as {
    properties: {
      rules: { items: { properties: { citations: { items: { properties: { kind: { enum: (string | null)[] } } } } } } };
    };
  };
  const kinds = schema.properties.rules.items.properties.citations.items.properties.kind.enum;
  for (const kind of kinds) if (kind !== null) expect(page).toContain(`| \`${kind}\` |`);
});
