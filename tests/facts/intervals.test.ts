import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Interval,
  type RatioInput,
  newcombe,
  observedToExpected,
  ratioOf,
  relation,
  smallestRatio,
  wilson,
} from "../../src/facts/stats/intervals.ts";
import { expectClose } from "./support.ts";

/** An interval that has to be there. */
function known(interval: Interval | undefined): Interval {
  if (!interval) throw new Error("undefined interval");
  return interval;
}

describe("Wilson's interval", () => {
  // statsmodels 0.15.0, proportion_confint(x, n, alpha=0.05, method="wilson")
  test.each([
    [8, 10, 0.490162471536642, 0.943317848545625],
    [0, 10, 0, 0.277532799862889],
    [10, 10, 0.722467200137111, 1],
    [170, 200, 0.793944207158333, 0.89286406437758],
    [48, 60, 0.682181941943721, 0.881714946771025],
    [10818, 13068, 0.821254683419611, 0.834200022559739],
    [1, 29, 0.00611321429276267, 0.171755218793203],
  ])("%d of %d", (x, n, low, high) => expectClose(wilson(x, n), { value: x / n, low, high }));

  test("of no trials is undefined, not zero", () => expect(wilson(0, 0)).toBeUndefined());
  test.each([
    [3, 2],
    [-1, 2],
  ])("of counts that cannot be is undefined: %d of %d", (x, n) => expect(wilson(x, n)).toBeUndefined());
});

describe("Newcombe's interval", () => {
  // R. G. Newcombe, Statistics in Medicine 17:873-890, 1998, table II, method 10, as printed
  test.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
  ])("%d/%d - %d/%d, as published", (x1, n1, x2, n2, low, high) => {
    const interval = newcombe(known(wilson(x1, n1)), known(wilson(x2, n2)));
    expect([interval.low.toFixed(4), interval.high.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
  });

  // statsmodels 0.15.0, confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff", correction=False)
  test.each([
    [56, 70, 48, 80, 0.052431472402365, 0.333872654036906],
    [170, 200, 48, 60, -0.0490938163403717, 0.175373134359471],
    [900, 1000, 700, 1000, 0.165831535552274, 0.233768126880581],
    [1700, 2000, 1690, 2000, -0.0173003338597554, 0.0272993988076645],
    [0, 10, 0, 20, -0.161125158052819, 0.277532799862889],
    [0, 10, 10, 10, -1, -0.607509350430524],
  ])("%d/%d - %d/%d", (x1, n1, x2, n2, low, high) => {
    expectClose(newcombe(known(wilson(x1, n1)), known(wilson(x2, n2))), { value: x1 / n1 - x2 / n2, low, high });
  });
});

describe("the ratio of two proportions", () => {
  // scipy 1.17.1, contingency.relative_risk(...).confidence_interval(0.95), and statsmodels 0.15.0,
  // confint_proportions_2indep(..., method="log", compare="ratio", correction=False): both Katz
  test.each([
    [60, 400, 90, 450, 0.556947610092598, 1.00996932172216],
    [20, 100, 25, 100, 0.476302901479589, 1.34368276576083],
    [3, 40, 11, 52, 0.105912691312986, 1.18685001561687],
  ])("%d/%d to %d/%d", (x1, n1, x2, n2, low, high) => {
    expectClose(ratioOf({ x: x1, n: n1 }, { x: x2, n: n2 }), { value: x1 / n1 / (x2 / n2), low, high });
  });

  // Wilson's bounds of statsmodels 0.15.0 put together with numpy 2.4.6 as Zou and Donner (2008) do for a log ratio
  test.each([
    [5, 5, 5, 5, 0.565517535216825, 1.76829176413882],
    [40, 50, 50, 50, 0.669628940677746, 0.908827886598905],
    [30, 30, 20, 30, 1.19587644339812, 2.05001832980194],
  ])("%d/%d to %d/%d, where Katz's bounds fail", (x1, n1, x2, n2, low, high) => {
    expectClose(ratioOf({ x: x1, n: n1 }, { x: x2, n: n2 }), { low, high });
  });

  test("of none selected is bounded by the quotient of Wilson's bounds", () => {
    expectClose(ratioOf({ x: 0, n: 500 }, { x: 100, n: 500 }), { value: 0, low: 0, high: 0.04557681633145891 });
  });
  test("to none selected, or of nobody, is undefined", () => {
    expect(ratioOf({ x: 1, n: 5 }, { x: 0, n: 5 })).toBeUndefined();
    expect(ratioOf({ x: 0, n: 0 }, { x: 1, n: 5 })).toBeUndefined();
  });
  test("is the same whichever group comes first, and never above 1", () => {
    const [a, b] = [
      { x: 90, n: 450 },
      { x: 60, n: 400 },
    ];
    expect(relation(a, b)).toEqual(relation(b, a));
    expectClose(relation(a, b), { value: 0.75, low: 0.556947610092598, high: 1 });
  });
});

test("an observed-to-expected ratio", () => {
  // SE of the catalogue's test vectors: 0.0949 (O = 100) and 0.0474 (O = 400) at a prevalence of 0.1
  for (const [events, se] of [
    [100, 0.0949],
    [400, 0.0474],
  ] as const) {
    const { value, low, high } = known(observedToExpected(0.75, events, events * 10));
    expect((Math.log(high / value) / 1.959963984540054).toFixed(4)).toBe(se.toFixed(4));
    expect(value / low).toBeCloseTo(high / value, 12);
  }
  expect(observedToExpected(0, 0, 100)).toBeUndefined();
});

describe("three groups or more decide as their pairs do", () => {
  const share = fc
    .integer({ min: 1, max: 400 })
    .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
  const shares = fc.array(share, { minLength: 2, maxLength: 5 });
  const limit = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const pairs = (all: readonly RatioInput[]): [RatioInput, RatioInput][] =>
    all.flatMap((a, i) => all.slice(i + 1).map((b): [RatioInput, RatioInput] => [a, b]));

  test("a ratio against a lower limit", () => {
    fc.assert(
      fc.property(shares, limit, (all, limit) => {
        const ratio = smallestRatio(all);
        const each = pairs(all).map(([a, b]) => [ratioOf(a, b), ratioOf(b, a)]);
        const proven = each.every((both) =>
          both.every((one) => one !== undefined && one.low >= limit && 1 / one.high >= limit),
        );
        const broken = each.some((both) => both.some((one) => one !== undefined && one.high < limit));
        expect(ratio === undefined).toBe(each.flat().every((one) => one === undefined));
        if (!ratio) return;
        if (proven) expect(ratio.low).toBeGreaterThanOrEqual(limit);
        if (ratio.low >= limit) expect(broken).toBe(false);
        expect(ratio.high < limit).toBe(broken);
        expect(ratio.low).toBeLessThanOrEqual(ratio.value);
        expect(ratio.value).toBeLessThanOrEqual(ratio.high);
      }),
    );
  });

  test("what is not known leaves a limit open", () => {
    expect(smallestRatio([{ x: 9, n: 10 }, { x: 9, n: 10 }, undefined])).toMatchObject({ low: 0 });
    expect(
      smallestRatio([
        { x: 0, n: 10 },
        { x: 0, n: 20 },
      ]),
    ).toBeUndefined();
  });
});
