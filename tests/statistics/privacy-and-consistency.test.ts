import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  type Mix,
  type Row,
  forgedRows,
  honestRows,
  monitoringRows,
  privacyRows,
} from "../../bench/privacy-and-consistency.entry.ts";

// The simulation of docs/statistics.md, small: rates that a thousand runs keep cannot be measured here, none at all can.
const SEED = 7;

/** Rows whose share is outside their limit. */
const broken = (rows: readonly Row[]): string[] =>
  rows
    .filter(({ found, runs, limit: { atMost = 1, atLeast = 0 } }) => found / runs > atMost || found / runs < atLeast)
    .map(({ what, found, runs }) => `${what}: ${found} of ${runs}`);

test("honest totals of two accountants are not refuted, and half of them is", () => {
  const file = join(import.meta.dirname, "../fixtures/privacy-totals.json");
  const mixes = JSON.parse(readFileSync(file, "utf8")) as Mix[];
  expect(mixes).toHaveLength(2000);
  expect(broken(privacyRows(mixes.filter((_, i) => i % 100 === 50)))).toEqual([]);
});

test("honest reports contradict nothing and show no sign, however they are published", () => {
  expect(broken(honestRows(12, SEED))).toEqual([]);
});

test("forged reports are found", () => {
  expect(broken(forgedRows(6, SEED))).toEqual([]);
});

test("alarms are raised when something changed", () => {
  const rows = monitoringRows(60, SEED);
  expect(broken(rows.filter(({ limit }) => limit.atLeast !== undefined))).toEqual([]);
  // Three of 60 are more than a false alarm in a hundred, and less than an alarm by the point, in every second window.
  for (const { what, found } of rows.filter(({ limit }) => limit.atMost !== undefined))
    expect([what, found <= 3]).toEqual([what, true]);
});
