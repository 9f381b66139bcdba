// The simulation of bench/statistics.mjs, small.
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import * as library from "../bench/statistics.entry.ts";

const root = resolve(import.meta.dirname, "..");
const load = async (file: string): Promise<unknown> => import(join(root, "bench/statistics", file));

interface Cell {
  readonly cases: number;
  readonly prevalence: number;
  readonly groups: number;
  readonly gap: number;
}
type Counts = Record<"fail" | "pass" | "monitored" | "undecided" | "reordered", number>;
type Variants = Record<string, unknown>;

const gaps = (await load("gaps.mjs")) as {
  cells: readonly Cell[];
  cellOf: (library: unknown, cell: Cell, runs: number, seed: number) => Counts;
  missed: (cell: Cell, counts: Counts, runs: number) => string[];
};
const calibration = (await load("calibration.mjs")) as {
  cells: readonly Cell[];
  failuresIn: (library: unknown, cell: Cell, runs: number, seed: number) => number;
};
const variants = (await load("dodges.mjs")) as {
  dodges: Variants;
  honest: Variants;
  noticed: (outcomes: unknown, variant: unknown, runs: number, seed: number) => Promise<number>;
};

const SEED = 19;

describe("gaps", () => {
  const RUNS = 12;
  const small = gaps.cells.filter(({ cases, groups }) => cases <= 20_000 && groups <= 8);
  test.each(small.map((cell) => [JSON.stringify(cell), cell] as const))("%s", (_, cell) => {
    const counts = gaps.cellOf(library, cell, RUNS, SEED);
    // One run in twelve is more than the share that is allowed: of a fair model, and of a gap, none may be wrong.
    if (cell.gap === 0) expect(counts.fail).toBe(0);
    else expect(counts.pass).toBe(0);
    expect(counts.reordered).toBe(0);
  });
  test("a gap of 0.20 in one of eight groups is found, or undecided", () => {
    const cell = { cases: 20_000, prevalence: 0.1, groups: 8, gap: 0.2 };
    const counts = gaps.cellOf(library, cell, 60, SEED);
    expect(counts.fail).toBeGreaterThanOrEqual(39);
    expect(counts.fail + counts.undecided).toBe(60);
  });
  test("a missed requirement is reported", () => {
    const counts = { fail: 1, pass: 1, monitored: 0, undecided: 8, reordered: 1 };
    const at = (gap: number): string[] => gaps.missed({ cases: 20_000, prevalence: 0.1, groups: 8, gap }, counts, 10);
    expect(at(0)).toEqual(["a fair model fails", "a fair model is not accepted", "the order of groups matters"]);
    expect(at(0.2)).toHaveLength(4);
  });
});

test("calibrated models do not fail", () => {
  const each = calibration.cells.map((cell) => calibration.failuresIn(library, cell, 10, SEED));
  expect(each.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(0.02 * 10 * each.length);
});

describe("hidden gaps and honest reports", async () => {
  const outcomes = await library.createOutcomes(root);
  test.each(Object.entries(variants.dodges))("noticed: %s", async (_, variant) => {
    expect(await variants.noticed(outcomes, variant, 2, SEED)).toBe(2);
  });
  test.each(Object.entries(variants.honest))("not noticed: %s", async (_, variant) => {
    expect(await variants.noticed(outcomes, variant, 2, SEED)).toBe(0);
  });
});
