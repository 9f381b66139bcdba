import { describe, expect, test } from "vitest";
import { clopperPearson, garwood, incompleteBeta, incompleteGamma, logGamma } from "../../src/facts/stats/exact.ts";

const near = (actual: number | undefined, expected: number): void =>
  expect([Math.abs((actual ?? Number.NaN) - expected) <= 1e-9 * Math.max(1, Math.abs(expected)), actual]).toEqual([
    true,
    actual,
  ]);

describe("the exact interval of a proportion", () => {
  // scipy 1.17.1, beta.ppf(alpha, x, n - x + 1) and beta.ppf(1 - alpha, x + 1, n - x)
  test.each([
    [8, 10, 0.005, 0.3517988336951632, 0.9891494906202595],
    [0, 10, 0.005, 0, 0.4112959813475253],
    [10, 10, 0.01, 0.6309573444801932, 1],
    [170, 200, 0.005, 0.7741981624304571, 0.9085141094335366],
    [10818, 13068, 0.00125, 0.8176398351308337, 0.8376834216215434],
    [1, 29, 0.025, 0.000872646883579922, 0.1776442954887229],
    [12.5, 40.25, 0.005, 0.1424086985455875, 0.5244996825499244],
    [199000, 200000, 0.0001, 0.9943869130559426, 0.9955655116851165],
  ])("%d of %d, each bound wrong with %d", (x, n, alpha, low, high) => {
    const interval = clopperPearson({ x, n }, alpha);
    near(interval?.low, low);
    near(interval?.high, high);
    expect(interval?.value).toBe(x / n);
  });

  test.each([
    [0, 0],
    [3, 2],
    [-1, 2],
  ])("of counts that cannot be is undefined: %d of %d", (x, n) =>
    expect(clopperPearson({ x, n }, 0.025)).toBeUndefined(),
  );
});

// scipy 1.17.1, gamma.ppf(alpha, events) and gamma.ppf(1 - alpha, events + 1)
describe("the exact interval of a Poisson count", () => {
  test.each([
    [0, 0.025, 0, 3.6888794541139354],
    [1, 0.005, 0.005012541823544282, 7.430129500280121],
    [4, 0.025, 1.0898653736263249, 10.241588675403694],
    [100, 0.005, 76.12049584368918, 128.76058012010245],
    [13068, 0.001, 12717.586902122346, 13425.126242979768],
  ])("%d events, each bound wrong with %d", (events, alpha, low, high) => {
    near(garwood(events, alpha).low, low);
    near(garwood(events, alpha).high, high);
  });
});

describe("special functions", () => {
  // scipy 1.17.1, gammaln, betainc and gammainc
  test("logarithm of gamma", () => {
    near(logGamma(0.25), 1.2880225246980774);
    near(logGamma(5), Math.log(24));
  });
  test("outside their range", () => {
    expect([incompleteBeta(-1, 2, 3), incompleteBeta(1.5, 2, 3), incompleteGamma(2, -1)]).toEqual([0, 1, 0]);
  });
  test("the chance of an outcome and of its opposite add up to one", () => {
    for (const [x, a, b] of [
      [0.1, 2, 30],
      [0.9, 400, 12],
      [0.5, 0.5, 0.5],
    ] as const)
      // prettier-ignore
      near(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a), 1);
  });
});
