import { expect, test } from "vitest";
import { clopperPearson, poissonInterval } from "../../src/facts/stats/exact-intervals.ts";
import { gammaBelow, logGamma, normalBelow } from "../../src/facts/stats/special-functions.ts";

const close = (actual: number, expected: number): void =>
  expect([expected, Math.abs(actual - expected) <= 1e-9 * Math.max(1, expected)]).toEqual([expected, true]);

// scipy 1.17.1, stats.beta.ppf
test.each([
  [0, 40, 0.95, 0, 0.08809730287880237],
  [3, 40, 0.95, 0.015742179851041534, 0.20386474873289895],
  [40, 40, 0.95, 0.9119026971211976, 1],
  [120, 10000, 0.95, 0.009958933431861524, 0.014332168990560666],
  [5, 8000, 0.9997, 6.067019449869589e-5, 0.0023768090474559607],
  [5000, 10000, 0.999, 0.4835022677280428, 0.5164977322719574],
])("%d of %d, level %d: %d to %d", (x, n, level, low, high) => {
  const interval = clopperPearson(x, n, level);
  close(interval?.low ?? -1, low);
  close(interval?.high ?? -1, high);
});

// scipy 1.17.1, stats.gamma.ppf
test.each([
  [0, 0.95, 0, 3.6888794541139354],
  [1, 0.95, 0.025317807984289897, 5.571643390938898],
  [7, 0.95, 2.814363051519867, 14.422675361702376],
  [130, 0.99, 102.50999624615952, 162.35626896454744],
  [5000, 0.95, 4862.359188694899, 5140.5489485350045],
])("a count of %d, level %d: %d to %d", (x, level, low, high) => {
  const interval = poissonInterval(x, level);
  close(interval.low, low);
  close(interval.high, high);
});

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

test("no interval without trials, or of counts that cannot be", () => {
  expect([clopperPearson(0, 0), clopperPearson(3, 2), clopperPearson(-1, 2)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect([gammaBelow(0, 3), gammaBelow(-1, 3)]).toEqual([0, 0]);
  close(logGamma(0.25), 1.2880225246980774);
});
