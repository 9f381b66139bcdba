import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Sample, decideGap, plannedGap, resolvableGap } from "../../src/facts/stats/gap-decision.ts";
import { clopperPearson } from "../../src/facts/stats/exact.ts";

const sample = (x: number, n: number): Sample => ({ x, n });
const counts = fc
  .integer({ min: 1, max: 400 })
  .chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
const samples = fc.array(counts, { minLength: 2, maxLength: 6 });

describe("a gap that is proven", () => {
  test("one missed case of one proves nothing", () => {
    expect(decideGap([sample(0, 1), sample(6, 6)])).toMatchObject({ low: 0, signal: 0, proven: undefined });
  });
  test("two groups are one comparison", () => {
    // scipy 1.17.1, beta.ppf at 0.05 on each side, by square-and-add
    const low = 0.2 - Math.hypot(0.9 - 0.8830084679036321, 0.7238772288409887 - 0.7);
    expect(decideGap([sample(900, 1000), sample(700, 1000)])?.low).toBeCloseTo(low, 12);
  });
  test("one group against all others together, and the others above it", () => {
    const fair = Array.from({ length: 7 }, () => sample(212, 250));
    const decision = decideGap([...fair, sample(150, 250)]);
    expect(decision?.proven).toMatchObject({ lower: [7], higher: [0, 1, 2, 3, 4, 5, 6] });
    expect(decision?.low).toBeGreaterThan(0.1);
  });
  test("two halves of an axis that differ show by their pairs", () => {
    const half = (x: number): Sample[] => Array.from({ length: 2 }, () => sample(x, 20_000));
    const decision = decideGap([...half(14_000), ...half(16_800)]);
    expect(decision?.proven).toMatchObject({ value: 0.14 });
    expect(decision?.low).toBeGreaterThan(0.1);
  });
  test("a signal is any difference that is no chance", () => {
    const decision = decideGap([sample(170, 200), sample(500, 700)]);
    expect(decision).toMatchObject({ signal: 170 / 200 - 500 / 700 });
  });
});

describe("a gap that is small", () => {
  // scipy 1.17.1, beta.ppf at 0.005, by square-and-add
  test.each([
    [0.85, 200, 60, 0.16428267759500184],
    [0.9, 100, 100, 0.11922372952755048],
    [1, 50, 80, 0.10054508337476264],
    [0.828, 419, 427, 0.06859716348530485],
  ])("at a proportion of %d, %d and %d cases can rule out %d", (p, n1, n2, gap) => {
    expect(resolvableGap(p, n1, n2)).toBeCloseTo(gap, 9);
  });
  test("every pair counts, not the groups against the others", () => {
    const decision = decideGap([sample(8000, 10_000), sample(9000, 10_000), ...Array.from({ length: 8 }, () => sample(8500, 10_000))]); // prettier-ignore
    expect(decision?.high).toBeGreaterThan(0.1);
    expect(decision?.open).toMatchObject({ lower: [0], higher: [1] });
  });
  test("a group without cases, or with hidden counts, may be anything", () => {
    for (const other of [undefined, sample(0, 0)])
      expect(decideGap([sample(90, 100), sample(90, 100), other])).toMatchObject({ high: 1 });
    expect(decideGap([sample(90, 100)])).toBeUndefined();
    expect(resolvableGap(0.9, 0, 10)).toBeUndefined();
  });
  test("exact bounds of a rate of 1", () => {
    const low = clopperPearson({ x: 44, n: 44 }, 0.005)?.low ?? 0;
    expect(low ** 44).toBeCloseTo(0.005, 12);
    expect(decideGap([sample(44, 44), sample(1e5, 1e5)])?.high).toBeCloseTo(Math.hypot(1 - low, 1 - 0.005 ** 1e-5), 2);
  });
});

describe("planned cases", () => {
  const today = [sample(850, 1000), sample(34, 40)];
  test("narrow the gap that can be ruled out", () => {
    const high = decideGap(today)?.high ?? 0;
    expect(plannedGap(today, [undefined, 400])).toBeLessThan(high);
    expect(plannedGap(today, [undefined, 400])).toBeCloseTo(resolvableGap(884 / 1040, 1000, 400) ?? 0, 12);
  });
  test("without a plan nothing changes, and a plan for one small group of two does not help the other", () => {
    expect(plannedGap(today, [undefined, undefined])).toBeCloseTo(decideGap(today)?.high ?? 0, 12);
    const three = [...today, sample(34, 40)];
    expect(plannedGap(three, [undefined, 4000, undefined])).toBeGreaterThan(0.15);
  });
  test("a hidden group with a plan will be known", () => {
    expect(plannedGap([sample(850, 1000), undefined], [undefined, 900])).toBeLessThan(0.06);
    expect(plannedGap([sample(850, 1000), undefined], [undefined, undefined])).toBe(1);
  });
});

/** Every comparison with all of its bounds: what `decideGap` leaves out proves nothing. */
function everyProof(all: readonly { x: number; n: number }[]): { low: number; value: number }[] {
  const known = all.filter(({ n }) => n > 0);
  const compare = (a: Sample, b: Sample, alpha: number): { low: number; value: number }[] => {
    if (!a || !b || Math.min(a.n, b.n) < 10) return [];
    const [one, other] = [clopperPearson(a, alpha), clopperPearson(b, alpha)];
    if (!one || !other) return [];
    const [p, q] = one.value <= other.value ? [one, other] : [other, one];
    const value = q.value - p.value;
    return [{ value, low: value - Math.hypot(q.value - q.low, p.high - p.value) }];
  };
  const pairs = (error: number): { low: number; value: number }[] =>
    known.flatMap((a, i) =>
      known.slice(i + 1).flatMap((b) => compare(a, b, error / ((known.length * (known.length - 1)) / 2))),
    );
  if (known.length <= 2) return pairs(0.05);
  const total = (part: "x" | "n"): number => known.reduce((sum, one) => sum + one[part], 0);
  const others = known.flatMap((one) =>
    compare(one, { x: total("x") - one.x, n: total("n") - one.n }, (0.05 * 0.9) / known.length),
  );
  return [...others, ...pairs(0.05 * (1 - 0.9))];
}

describe("whatever the counts", () => {
  test("what is proven is what all comparisons prove", () => {
    const near = fc.record({ x: fc.integer({ min: 10, max: 40 }), n: fc.integer({ min: 40, max: 60 }) });
    fc.assert(
      fc.property(fc.array(fc.oneof(counts, near), { minLength: 2, maxLength: 6 }), (all) => {
        const proven = everyProof(all).filter(({ low }) => low > 0);
        const decision = decideGap(all);
        expect(decision?.low).toBe(Math.max(0, ...proven.map(({ low }) => low)));
        expect(decision?.signal).toBe(Math.max(0, ...proven.map(({ value }) => value)));
      }),
      { numRuns: 500 },
    );
  });
  test("the order of groups changes nothing", () => {
    fc.assert(
      fc.property(samples, (all) => {
        const [one, other] = [decideGap(all), decideGap(all.toReversed())];
        expect(other?.low).toBeCloseTo(one?.low ?? 0, 12);
        expect(other?.high).toBeCloseTo(one?.high ?? 0, 12);
        expect(other?.signal).toBeCloseTo(one?.signal ?? 0, 12);
      }),
    );
  });
  test("a gap is never both proven larger and proven smaller", () => {
    fc.assert(
      fc.property(samples, (all) => {
        const decision = decideGap(all);
        expect(decision?.low).toBeLessThanOrEqual((decision?.high ?? 0) + 1e-12);
      }),
    );
  });
  test("more of the same cases never widen what is known", () => {
    fc.assert(
      fc.property(samples, (all) => {
        const more = all.map(({ x, n }) => ({ x: x * 4, n: n * 4 }));
        expect(decideGap(more)?.high ?? 0).toBeLessThanOrEqual((decideGap(all)?.high ?? 0) + 1e-9);
      }),
    );
  });
});

describe("an axis of more than 500 groups", () => {
  const many = (first: Sample): Sample[] => [first, ...Array.from({ length: 600 }, () => sample(900, 1000))];

  test("is not proven to be fair, however alike its groups are", () => {
    expect(decideGap(many(sample(900, 1000)))).toMatchObject({ low: 0, high: 1 });
    expect(plannedGap(many(sample(900, 1000)), [])).toBe(1);
  });

  test("still shows a gap among the groups that are compared", () => {
    expect(decideGap(many(sample(100, 1000)))?.low).toBeGreaterThan(0.5);
  });

  test("takes little time, whatever their number", () => {
    const groups = Array.from({ length: 200_000 }, () => sample(9, 10));
    expect(decideGap(groups)?.high).toBe(1);
  });
});
