import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, project } from "../../support/repository.ts";

interface Listed {
  readonly id: string;
  readonly severity: string;
  readonly regions: readonly string[];
  readonly citations: readonly { readonly ref: string }[];
  readonly covers: readonly string[];
}

const json = (...args: string[]): Listed[] =>
  JSON.parse(cli(["rules", "policies", "--format", "json", ...args]).stdout) as Listed[];
const all = json();

test("lists every rule once, in the order of their ids", () => {
  const ids = all.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].toSorted());
  const { stdout, code } = cli(["rules", "policies"]);
  expect(code).toBe(0);
  for (const id of ids) expect(stdout).toContain(`${id} `);
  expect(stdout).toContain(`\n${ids.length} rules\n`);
});

test("rules of the repository stand beside the built-in ones", () => {
  const ids = (JSON.parse(cli(["rules", "examples", "--format", "json"]).stdout) as Listed[]).map(({ id }) => id);
  expect(ids).toContain("local/inventory-entry");
  expect(ids).toHaveLength(all.length + 1);
});

test("filters by pack, severity, citation, duty and jurisdiction", () => {
  expect(json("--pack", "hipaa").every(({ id }) => id.startsWith("hipaa/"))).toBe(true);
  expect(json("--severity", "critical").map(({ id }) => id)).toEqual(
    all.filter(({ severity }) => severity === "critical").map(({ id }) => id),
  );
  expect(json("--cites", "art. 28").map(({ id }) => id)).toContain("gdpr/processor-contract");
  expect(json("--cites", "rai-audit-rights").map(({ id }) => id)).toEqual(["contracts/audit-rights"]);
  const european = json("--jurisdiction", "EU").map(({ id }) => id);
  expect(european).toContain("gdpr/legal-basis");
  expect(european).toContain("contracts/audit-rights");
  expect(european).not.toContain("hipaa/business-associate-agreement");
});

test("what rules rest on adds up, and most rest on more than claims", () => {
  const { stdout } = cli(["rules", "policies", "--stats"]);
  const [rules, beyond, alone] = [
    /^(\d+) rules/,
    /^(\d+) decide on evidence/m,
    /^(\d+) decide on what the manifest/m,
  ].map((pattern) => Number(pattern.exec(stdout)?.[1]));
  expect(rules).toBe(all.length);
  expect((beyond ?? 0) + (alone ?? 0)).toBe(rules);
  expect((beyond ?? 0) * 2).toBeGreaterThanOrEqual(rules ?? 0);
});

test("every rule cites something, and every pack has its page with all of its rules", () => {
  for (const { id, citations } of all) expect([id, citations.length]).not.toEqual([id, 0]);
  const folder = join(project, "docs/packs");
  const pages = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
  for (const { id } of all) expect(pages.filter((page) => page.includes(`\n## ${id}\n`))).toHaveLength(1);
  for (const page of pages) expect(page).toContain("This is not legal advice.");
});

test("the crosswalk names every duty that a rule covers", () => {
  const { stdout } = cli(["rules", "policies", "--crosswalk"]);
  for (const duty of new Set(all.flatMap(({ covers }) => covers))) expect(stdout).toContain(`| ${duty} |`);
  for (const framework of ["HIPAA", "GDPR", "EU AI Act", "NIST AI RMF"]) expect(stdout).toContain(`## ${framework}`);
});

test("an unknown format is a usage error", () => {
  expect(cli(["rules", "--format", "pdf"])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("--format takes one of"),
  });
});
