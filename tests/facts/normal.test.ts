import { expect, test } from "vitest";
import { logSum, normalBelow, solve } from "../../src/facts/stats/normal.ts";

// scipy 1.17.1, stats.norm.cdf; the lower tail to its relative error
test.each([
  [-30, 4.906713927147908e-198],
  [-8, 6.22096057427174e-16],
  [-3.2, 0.0006871379379158471],
  [-1, 0.15865525393145707],
  [-0.1, 0.460172162722971],
  [0, 0.5],
  [0.5, 0.6914624612740131],
  [2.5, 0.9937903346742238],
  [6, 0.9999999990134123],
])("the normal distribution below %d: %d", (z, share) => {
  expect(Math.abs(normalBelow(z) / share - 1)).toBeLessThan(1e-12);
});

test("sums of logarithms, and inverses", () => {
  expect(logSum(0, 0)).toBeCloseTo(Math.log(2), 14);
  expect([logSum(-Infinity, 3), logSum(1000, -Infinity), logSum(-Infinity, -Infinity)]).toEqual([3, 1000, -Infinity]);
  expect(solve((x) => x * x, 2, 0, 2)).toBeCloseTo(Math.SQRT2, 14);
});
