import { describe, expect, test } from "vitest";
import { type Ran, cli, repository } from "../../support/repository.ts";

/** What a rule says of its law; the rest is the same in all. */
interface Sources {
  readonly id: string;
  readonly lines?: readonly string[];
  readonly require?: string;
  readonly ref?: string;
}

const rule = ({ id, lines = [], require = "{ var: spec.significantEffect }", ref = "GDPR Art. 5" }: Sources): string =>
  [
    `  - id: local/${id}`,
    "    title: One thing holds",
    "    severity: high",
    `    citations: [{ ref: "${ref}", url: "https://law.example/${id}" }]`,
    ...lines.map((line) => `    ${line}`),
    "    message: it does not hold.",
    "    remediation: Make it hold.",
    `    require: ${require}`,
  ].join("\n");

const policy = (id: string, effective: string, rules: readonly Sources[]): string => `apiVersion: caregate/v1
kind: Policy
metadata: { id: ${id}, title: Local rules, version: "1.0.0", owner: office, effective: ${effective} }
rules:
${rules.map(rule).join("\n")}
`;

const asOf = "2026-11-29";
const rules: readonly Sources[] = [
  { id: "old", lines: ["checked: 2026-06-01", "source: https://law.example/read/old"] },
  { id: "older", lines: ["checked: 2025-12-24"] },
  { id: "on-the-day", lines: ["checked: 2026-06-02"] },
  { id: "fresh", lines: ["checked: 2026-11-29", "source: [https://law.example/a, https://law.example/b]"] },
  { id: "to-come", lines: ["checked: 2026-11-30"] },
  { id: "undated" },
  { id: "binds-later", lines: ["checked: 2026-11-01", "binding: { gatesFrom: 2027-05-11, before: advisory }"] },
  { id: "bound-already", lines: ["checked: 2026-11-01", "binding: { gatesFrom: 2026-11-29, before: advisory }"] },
  {
    id: "asks-later",
    lines: ["checked: 2026-11-01"],
    require: `{ or: [{ "<": [{ var: asOf }, "2026-12-10"] }, { var: spec.significantEffect }] }`,
  },
  { id: "cites-later", ref: "AI Act Art. 14, from 2027-12-02 at the earliest" },
  { id: "never", lines: ["checked: 2026-11-01"], require: `{ "<": [{ var: asOf }, "9999-12-31"] }` },
  { id: "computed", require: `{ ">": [{ var: facts.law.aiActHighRiskFrom }, { var: asOf }] }` },
];

const root = (): string =>
  repository({
    ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: []\n",
    ".caregate/policies/local.yaml": policy("local", "2026-01-01", rules),
    ".caregate/policies/next.yaml": policy("next", "2027-03-01", [{ id: "next-year" }]),
  });

const due = (...args: readonly string[]): Ran =>
  cli(["rules", ".", "--due", "--as-of", asOf, ...args], { cwd: root() });

interface Listed {
  readonly id: string;
  readonly checked: string | null;
  readonly source: readonly string[];
  readonly due: { readonly daysSince: number | null; readonly ahead: readonly string[] };
}
const json = (...args: readonly string[]): Listed[] => JSON.parse(due("--format", "json", ...args).stdout) as Listed[];

describe("caregate rules --due", () => {
  test("lists what was read too long ago, then what has a date ahead", () => {
    const { code, stdout, stderr } = due();
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toBe(`local/older        2025-12-24, 340 days ago
local/old          2026-06-01, 181 days ago
local/to-come      2026-11-30, yet to come
local/asks-later   2026-11-01, 28 days ago   2026-12-10
local/next-year    not stated                2027-03-01
local/binds-later  2026-11-01, 28 days ago   2027-05-11
local/cites-later  not stated                2027-12-02
local/computed     not stated                2027-12-02 2028-08-02 2030-08-02

8 rules due as of 2026-11-29: 3 last read more than 180 days before, 5 with a date ahead
no day of reading: local/cites-later, local/computed, local/next-year, local/undated
`);
  });

  test("as JSON, with where it was read", () => {
    const listed = json();
    expect(listed.map(({ id, due: { daysSince, ahead } }) => [id, daysSince, ahead.length])).toEqual([
      ["local/older", 340, 0],
      ["local/old", 181, 0],
      ["local/to-come", -1, 0],
      ["local/asks-later", 28, 1],
      ["local/next-year", null, 1],
      ["local/binds-later", 28, 1],
      ["local/cites-later", null, 1],
      ["local/computed", null, 3],
    ]);
    expect(listed[1]).toMatchObject({ checked: "2026-06-01", source: ["https://law.example/read/old"] });
    expect(listed[4]).toMatchObject({ checked: null, source: [] });
  });

  test("as Markdown, for an issue", () => {
    expect(due("--format", "markdown").stdout).toContain(
      "| local/old | 2026-06-01, 181 days ago |  | [1](<https://law.example/read/old>) |\n",
    );
  });

  test("of many rules without a day some are named and the rest counted", () => {
    const many = ["a", "b", "c", "d", "e", "f", "g"].map((id) => ({ id }));
    const cwd = repository({
      ".caregate/config.yaml": "apiVersion: caregate/v1\nkind: Config\npacks: []\n",
      ".caregate/policies/local.yaml": policy("local", "2026-01-01", many),
    });
    expect(cli(["rules", ".", "--due", "--as-of", asOf], { cwd }).stdout).toBe(
      "0 rules due as of 2026-11-29: 0 last read more than 180 days before, 0 with a date ahead\n" +
        "no day of reading: local/a, local/b, local/c, local/d, local/e and 2 more\n",
    );
  });

  test("--days moves the limit", () => {
    const ids = (days: string) => json("--days", days).map(({ id }) => id);
    expect(ids("181")).not.toContain("local/old");
    expect(ids("179")).toContain("local/on-the-day");
    expect(ids("180")).not.toContain("local/on-the-day");
    expect(ids("0")).not.toContain("local/fresh");
  });

  test("filters, statistics and the crosswalk are about the rules that are due", () => {
    expect(json("--cites", "AI Act").map(({ id }) => id)).toEqual(["local/cites-later"]);
    expect(due("--stats").stdout).toMatch(/^8 rules\n/);
    expect(due("--crosswalk").stdout).toContain("# Crosswalk");
  });

  test("a rule says where its law was read, also where nothing is due", () => {
    const listed = JSON.parse(cli(["rules", ".", "--format", "json"], { cwd: root() }).stdout) as Listed[];
    const fresh = listed.find(({ id }) => id === "local/fresh");
    expect(fresh).toMatchObject({
      checked: "2026-11-29",
      source: ["https://law.example/a", "https://law.example/b"],
      basis: "law",
      citations: [{ ref: "GDPR Art. 5", url: "https://law.example/fresh", kind: "law" }],
    });
    expect(fresh).not.toHaveProperty("due");
  });

  test.each([
    [["--due", "--days", "soon"], "--days takes a number of days, not `soon`"],
    [["--due", "--days", "-1"], "--days"],
    [["--days", "30"], "--days goes with --due"],
    [["--due", "--as-of", "2026-02-30"], "--as-of takes a date as YYYY-MM-DD, not `2026-02-30`"],
  ])("%j is a usage error", (args, says) => {
    expect(cli(["rules", ...args])).toMatchObject({ code: 2, stderr: expect.stringContaining(says) });
  });

  test("a day of reading that is no date is a mistake of the policy, on its line", () => {
    const broken = policy("local", "2026-01-01", [{ id: "one", lines: ["checked: last summer"] }]);
    const { code, stderr } = cli(["rules", "."], { cwd: repository({ ".caregate/policies/local.yaml": broken }) });
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining("local.yaml:9:") });
  });
});
