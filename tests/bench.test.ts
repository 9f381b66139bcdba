import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkCommand } from "../src/cli/commands/check.ts";
import { invoke } from "./support/invoke.ts";

const root = resolve(import.meta.dirname, "..");
const cache = mkdtempSync(join(tmpdir(), "caregate-bench-test-"));
afterAll(() => rmSync(cache, { recursive: true, force: true }));

type Known = Record<string, { kind: string; defect: string | null; truth: Record<string, string> }>;

interface Shown {
  readonly findings: readonly { rule: string; outcome: string; manifest: { name: string } }[];
  readonly diagnostics: readonly { readonly code: string }[];
  readonly summary: { rules: number };
}

// Written in JavaScript, without types.
const load = async (file: string): Promise<unknown> => import(join(root, "bench/peers", file));
const { corpus } = (await load("corpus.mjs")) as {
  corpus: (root: string, cache: string, sizes: number[]) => { folder: string; known: Known };
};
const { compare } = (await load("outcomes.mjs")) as {
  compare: (known: Known, found: Map<string, Set<string>>) => Record<string, unknown>;
};

const SIZE = 40;
const { folder, known } = corpus(root, cache, [SIZE]);

test("of every manifest made for measurements, the twenty rules say what is known of it", async () => {
  const { code, stdout } = await invoke(
    checkCommand,
    [`yaml-${SIZE}`, "--format", "json", "--as-of", "2026-11-22"],
    join(folder, "rules"),
  );
  const { findings, diagnostics, summary } = JSON.parse(stdout) as Shown;
  const found: Known = Object.fromEntries(Object.entries(known).map(([name, one]) => [name, { ...one, truth: {} }]));
  for (const { rule, outcome, manifest } of findings) {
    const one = found[manifest.name];
    if (one) one.truth[rule.replace("bench/", "")] = outcome;
  }
  // the copies of an example share its evidence
  const unexpected = diagnostics.filter((one) => one.code !== "evidence/shared");
  expect({ code, diagnostics: unexpected, rules: summary.rules }).toEqual({ code: 1, diagnostics: [], rules: 20 });
  expect(found).toEqual(known);
});

test("the manifests have violations and holes, and JSON says the same as YAML", () => {
  const kinds = Object.values(known).map(({ kind }) => kind);
  for (const kind of ["clean", "violation", "hole"])
    expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(3);
  const [name = ""] = Object.keys(known);
  const read = (format: string) =>
    readFileSync(join(folder, "rules", `${format}-${SIZE}`, `${name}.${format}`), "utf8");
  expect(read("yaml").length).toBeGreaterThan(8000);
  expect((JSON.parse(read("json")) as { metadata: { name: string } }).metadata.name).toBe(name);
});

test("what a tool keeps silent about, and what it flags though in order, is counted", () => {
  const manifests: Known = {
    broken: { kind: "violation", defect: "too long", truth: { limit: "fail" } },
    open: { kind: "hole", defect: "absent", truth: { limit: "unknown", list: "unknown" } },
    half: { kind: "hole", defect: "absent", truth: { limit: "unknown", list: "unknown" } },
    fine: { kind: "clean", defect: null, truth: {} },
  };
  const found = new Map([
    ["broken", new Set(["limit"])],
    ["half", new Set(["list"])],
    ["fine", new Set(["list"])],
  ]);
  expect(compare(manifests, found)).toEqual({
    violations: 1,
    violationsFound: 1,
    holes: 4,
    holesFound: 1,
    manifestsWithHoles: 2,
    wavedThrough: 1,
    falseAlarms: 1,
    missed: { limit: { absent: 2 }, list: { absent: 1 } },
    alarms: { list: { null: 1 } },
  });
});
