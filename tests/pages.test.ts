// The pages: links lead somewhere, and files that they name exist.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { checkCommand } from "../src/cli/commands/check.ts";
import { testCommand } from "../src/cli/commands/test.ts";
import { invoke } from "./support/invoke.ts";
import { lowRisk, project, read, repository } from "./support/repository.ts";

/** Every page that people write, from the root of the project. */
const pages = [
  ...readdirSync(project).filter((file) => file.endsWith(".md")),
  ...readdirSync(join(project, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.replaceAll("\\", "/")}`),
  "examples/README.md",
  "bench/README.md",
].toSorted();

const exists = (path: string): boolean => existsSync(join(project, path));

/** Anchors of a page's headings, as Git hosts make them. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

describe("links", () => {
  test("there are pages", () => expect(pages.length).toBeGreaterThan(40));

  test.each(pages)("of %s lead to a file and a heading", (page) => {
    const text = read(project, page);
    for (const [, target = ""] of text.matchAll(/\]\((?!<?https?:|mailto:)([^)\s]+)\)/g)) {
      const [path = "", anchor] = target.split("#");
      const file = path === "" ? page : join(dirname(page), path);
      expect(exists(file), `${target} of ${page}`).toBe(true);
      if (anchor !== undefined) expect(anchorsIn(read(project, file)), target).toContain(anchor);
    }
  });
});

describe("CONTRIBUTING.md", () => {
  const text = read(project, "CONTRIBUTING.md");
  const section = text.slice(text.indexOf("\n## Twelve recipes"), text.indexOf("\n## Code"));
  const rows = [...section.matchAll(/^\| ([A-Z][^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].filter(
    ([, change]) => change !== "Change",
  );

  test("has a recipe for twelve changes", () => expect(rows).toHaveLength(12));

  test.each(rows.map(([, change = "", first = "", then = ""]) => [change, first, then] as const))(
    "%s: its files exist",
    (_, first, then) => {
      const paths = [...`${first} ${then}`.matchAll(/\]\(([^)]+)\)/g)].map(([, path = ""]) => path);
      expect(paths.length).toBeGreaterThan(0);
      expect(first).toMatch(/\]\(/);
      for (const path of paths) expect(exists(path), path).toBe(true);
    },
  );

  test("names scripts that exist", () => {
    const { scripts } = JSON.parse(read(project, "package.json")) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
    expect(named.length).toBeGreaterThan(8);
    for (const name of named) expect(Object.keys(scripts)).toContain(name);
    for (const [, file = ""] of text.matchAll(/node (build\/[\w.]+)/g))
      expect(existsSync(join(project, file))).toBe(true);
    for (const [, file = ""] of text.matchAll(/vitest run (tests\/\S+\.ts)/g))
      expect(existsSync(join(project, file))).toBe(true);
  });
});

test("docs/README.md leads to every page that people write", () => {
  const index = read(project, "docs/README.md");
  const listed = pages.filter((page) => /^docs\/(?!README|packs\/)/.test(page));
  expect(listed.length).toBeGreaterThan(12);
  for (const page of listed) expect(index, page).toContain(`](${page.slice("docs/".length)})`);
});

test("the policies of docs/policies.md pass their tests, and its waiver and settings are valid", async () => {
  // A later block of the same file shows another setting of it.
  const blocks = [...read(project, "docs/policies.md").matchAll(/^```yaml\n# (\S+)\n([^]*?)^```$/gm)].toReversed();
  const root = repository(Object.fromEntries(blocks.map(([, file = "", text = ""]) => [file, text])));
  const files = new Set(blocks.map(([, file = ""]) => file));
  expect([...files].toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    ".caregate/config.yaml",
    ".caregate/policies/local.yaml",
    ".caregate/policies/vendors.yaml",
    ".caregate/waivers/capacity.yaml",
  ]);
  expect(await invoke(testCommand, [], root)).toMatchObject({ code: 0, stdout: expect.stringContaining("6 passed") });
  const checked = await invoke(checkCommand, [], repository({ ...Object.fromEntries(blocks.map(([, file = "", text = ""]) => [file, text])), "a.yaml": lowRisk })); // prettier-ignore
  expect(checked.stdout.match(/^error\[[^\]]+\]/gm) ?? []).toEqual([]);
});

test("the manifest of docs/manifest.md is valid", async () => {
  const [, text = ""] = /^```yaml\n([^]*?)^```$/m.exec(read(project, "docs/manifest.md")) ?? [];
  const root = repository({ "bed-cleaning.yaml": text.replace(/^evidence:[^]*/m, "") });
  expect((await invoke(checkCommand, [], root)).stdout).toMatch(/1 deployment, \d+ rules: 0 failed/);
});

describe("forms for issues", () => {
  const folder = join(project, ".github/ISSUE_TEMPLATE");

  test.each(readdirSync(folder).filter((file) => file !== "config.yml"))("%s has what a form needs", (file) => {
    const form = parse(readFileSync(join(folder, file), "utf8")) as {
      name: string;
      description: string;
      body: { type: string; id?: string; attributes: { label?: string; value?: string } }[];
    };
    expect(form).toMatchObject({ name: expect.any(String), description: expect.any(String) });
    const ids = form.body.flatMap(({ type, id, attributes }) => {
      if (type === "markdown") return [];
      expect(attributes.label).toEqual(expect.any(String));
      return [id];
    });
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThan(1);
  });

  test("a false pass that can be exploited is reported in private", () => {
    const config = parse(read(project, ".github/ISSUE_TEMPLATE/config.yml")) as { contact_links: { url: string }[] };
    expect(config.contact_links[0]?.url).toMatch(/\/security\/advisories\/new$/);
    expect(read(project, ".github/ISSUE_TEMPLATE/false-pass.yml")).toContain("report it in private");
  });
});
