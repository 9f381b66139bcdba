import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  accountedEpsilon,
  gaussianCurve,
  gaussianDelta,
  gaussianEpsilon,
  laplaceCurve,
  minimumRho,
  optimalComposition,
  renyiToEpsilon,
  responseCurve,
  sampledGaussianCurve,
} from "../../src/facts/stats/privacy-composition.ts";
import { gaussianLoss, laplaceLoss, leastEpsilon } from "../../src/facts/stats/privacy-loss.ts";
import { isBelow128Bits } from "../../src/facts/privacy.ts";
import { type Evidence, blamed, contextOf, fact, settles } from "./support.ts";

/** Mixes of releases with their totals by the two accountants of dp-accounting 0.6.0: see bench/privacy-and-consistency.mjs. */
type Mix = readonly [
  parts: readonly (readonly [mechanism: string, noise: number, rate: number, times: number])[],
  delta: number,
  renyi: number,
  numerical: number,
];
const references = JSON.parse(
  readFileSync(join(import.meta.dirname, "../fixtures/privacy-totals.json"), "utf8"),
) as readonly Mix[];

describe("composition", () => {
  // comp-zcdp and, as the conversion of zCDP and that of Renyi agree for the Gaussian, comp-rdp of the catalogue (sigma 4
  // and 10 releases, sigma 10 and 100), to more digits by mpmath 1.4.1: which rho gives this epsilon
  test.each([
    [5.298525912188081, 1e-5, 0.5],
    [5.756521769756932, 1e-6, 0.5],
    [4.106067823462866, 1e-5, 10 / (2 * 4 ** 2)],
    [5.298525912188081, 1e-5, 100 / (2 * 10 ** 2)],
  ])("zCDP: epsilon %d at delta %d", (epsilon, delta, rho) => expect(minimumRho(epsilon, delta)).toBeCloseTo(rho, 10));

  // mpmath 1.4.1, minimised to 40 digits; dp-accounting 0.6.0, RdpAccountant(orders=1.01, 1.02, ... 200.99) with
  // GaussianDpEvent(10) 100 times, confirms the second as 4.728387
  test.each([
    [4, 10, 3.616966247279259],
    [10, 100, 4.728386984943314],
  ])("Gaussian of sigma %d, %d releases", (sigma, releases, total) => {
    expect(renyiToEpsilon(gaussianCurve(releases / (2 * sigma * sigma)), 1e-5)).toBeCloseTo(total, 9);
  });

  // Renyi divergence of two Laplace distributions by numerical integration, mpmath 1.4.1 quad
  test.each([
    [0.1, 2, 0.009644207840344676],
    [1, 3.5, 0.7851089883931565],
    [0.5, 20, 0.4648510858238263],
  ])("Laplace, epsilon %d, order %d", (epsilon, order, divergence) => {
    expect(laplaceCurve(epsilon)(order)).toBeCloseTo(divergence, 10);
  });

  // Renyi divergence of two coins by its definition, mpmath 1.4.1
  test.each([
    [0.1, 2, 0.009958584394956225],
    [1, 3.5, 0.875685599047803],
    [2, 20, 1.993319578366159],
  ])("randomised response, epsilon %d, order %d", (epsilon, order, divergence) => {
    expect(responseCurve(epsilon)(order)).toBeCloseTo(divergence, 10);
  });

  test("the least rho of a Gaussian release", () => {
    // mpmath 1.4.1; the classical calibration leaves more noise at 0.1, zCDP's conversion at 1 and 8
    expect(minimumRho(0.1, 1e-5)).toBeCloseTo(0.0002130185155294429, 12);
    expect(minimumRho(1, 1e-5)).toBeCloseTo(0.02081993833953546, 12);
    expect(minimumRho(8, 1e-5)).toBeCloseTo(1.049136201223317, 10);
  });
});

describe("the optimal composition", () => {
  // The sums of theorem 3.3 of Kairouz, Oh and Viswanath with 60 digits, mpmath 1.4.1
  test.each([
    [0.1, 100, 1e-6, 0, 4.7745675881079865],
    [1, 10, 1e-6, 0, 9.999977065820733],
    [0.5, 20, 1e-5, 1e-7, 9.889154300780689],
    [0.1, 3, 1e-6, 0, 0.2999930884533813],
    [2, 5, 1e-9, 1e-11, 9.999999998207974],
    [0.05, 300, 1e-8, 1e-12, 4.881773077130077],
  ])("epsilon %d, %d releases, delta %d, %d each", (epsilon, k, delta, each, total) => {
    expect(Math.abs((optimalComposition(epsilon, k, delta, each) ?? 0) - total)).toBeLessThan(1e-9);
  });
  test("without delta it is the sum, and releases may not take more of delta than there is", () => {
    expect(optimalComposition(0.5, 12, 0)).toBe(6);
    expect(optimalComposition(0.1, 100, 1e-6, 1e-6)).toBe(Infinity);
    expect(optimalComposition(0.1, 200_000, 1e-6)).toBeUndefined();
  });
});

describe("the Gaussian mechanism", () => {
  // mpmath 1.4.1 with 60 digits: delta of mu at epsilon, and the epsilon of mu at delta
  test.each([
    [0.1, 0.3, 4.4351978820250834e-5],
    [1, 3, 0.0015371853694009549],
    [2, 9, 7.875506062650149e-5],
    [0.5, 0.01, 0.19341844230467764],
    [5, 30, 0.00013132627111337326],
  ])("mu %d, epsilon %d, delta %d", (mu, epsilon, delta) => {
    expect(Math.abs(gaussianDelta(mu, epsilon) / delta - 1)).toBeLessThan(1e-9);
    expect(Math.abs(gaussianEpsilon(mu, delta) - epsilon)).toBeLessThan(1e-9);
  });
});

describe("the sampled Gaussian", () => {
  // Renyi divergence by numerical integration with 40 digits, mpmath 1.4.1 quad
  test.each([
    [1, 0.01, 2.5, 0.00021757533228188044],
    [0.7, 0.1, 8, 5.531745913672809],
    [4, 0.3, 32, 0.16647627043793992],
    [1.5, 0.004, 1.3, 5.809348968157461e-6],
    [0.5, 0.02, 3.7, 2.0420178504030404],
  ])("sigma %d, rate %d, order %d", (sigma, rate, order, divergence) => {
    expect(Math.abs(sampledGaussianCurve(sigma, rate)(order) / divergence - 1)).toBeLessThan(1e-9);
  });
});

describe("totals of two accountants", () => {
  const totals = references.filter((_, i) => i % 80 === 0);
  test("a Renyi accountant gives ours, or up to a hundredth less", () => {
    for (const [parts, delta, renyi] of totals.filter(([all]) => all.every(([name]) => name !== "laplace"))) {
      const curves = parts.map(([, sigma, rate, times]) => ({ curve: sampledGaussianCurve(sigma, rate), times }));
      const ours = accountedEpsilon(
        (order) => curves.reduce((sum, one) => sum + one.times * one.curve(order), 0),
        delta,
      );
      expect([parts, delta, ours / renyi > 1 - 1e-4 && ours / renyi < 1.01]).toEqual([parts, delta, true]);
    }
  });
  test("no honest total is below the bound, and the bound is close to the best of them", () => {
    for (const [parts, delta, renyi, numerical] of totals) {
      const losses = parts.map(([name, noise, rate, times]) => ({
        loss: name === "laplace" ? laplaceLoss(noise) : gaussianLoss(noise, rate),
        times,
      }));
      const least = leastEpsilon(losses, delta) ?? 0;
      expect([parts, delta, least <= Math.min(renyi, numerical)]).toEqual([parts, delta, true]);
      if (numerical > 0.1) expect([parts, delta, least > 0.9 * numerical - 0.01]).toEqual([parts, delta, true]);
    }
  });
  test("where nothing can be computed there is no bound", () => {
    expect(leastEpsilon([{ loss: laplaceLoss(0.1), times: 10 }], 0)).toBeUndefined();
    expect(leastEpsilon([{ loss: laplaceLoss(0.1), times: 1e9 }], 1e-6)).toBeUndefined();
  });
});

describe("differential privacy in a manifest", () => {
  const of = (...techniques: object[]) =>
    contextOf({
      spec: { privacyTechniques: techniques.map((one) => ({ technique: "differential-privacy", ...one })) },
    });
  const stated = {
    mechanism: "laplace",
    accountant: "basic",
    epsilonPerRelease: 0.5,
    releases: 12,
    epsilonLifetime: 6,
  };

  test("a total that adds up", () => {
    const context = of(stated);
    expect(fact(context, "facts.privacy.epsilonFloor")).toBe(6);
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(false);
    expect(fact(context, "facts.privacy.deltaTimesUnits")).toBe(0);
  });
  test("a total that does not", () => {
    const context = of({ ...stated, epsilonLifetime: 2 });
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(true);
    expect(blamed(context, "facts.privacy.epsilonUnderstated")[0]).toBe(
      "manifest.yaml:spec.privacyTechniques[0].epsilonLifetime",
    );
  });
  test("the largest of several, and any that is understated", () => {
    const context = of(stated, { ...stated, epsilonPerRelease: 1, epsilonLifetime: 8 });
    expect(fact(context, "facts.privacy.epsilonFloor")).toBe(18);
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(true);
    expect(fact(context, "facts.privacy.understated")).toEqual([
      { why: "epsilon 8 in total, where no accountant gets below 12" },
    ]);
  });
  test("entries about the same people add up, those about disjoint parts do not", () => {
    const total = (...entries: object[]) => fact(of(...entries), "facts.privacy.epsilonTotal");
    expect(total(stated)).toEqual({ value: 6, low: 6, high: 6 });
    expect(total(stated, stated)).toEqual({ value: 12, low: 12, high: 12 });
    expect(total({ ...stated, partition: "north" }, { ...stated, partition: "south" })).toEqual({
      value: 6,
      low: 6,
      high: 6,
    });
    expect(total({ ...stated, partition: "north" }, { ...stated, partition: "south" }, stated)).toEqual({
      value: 12,
      low: 12,
      high: 12,
    });
    expect(total({ ...stated, disjointSites: 5, epsilonLifetime: 1.5 })).toEqual({ value: 1.5, low: 1.5, high: 1.5 });
  });
  test("one accountant of all entries gives less than their sum, but not too little", () => {
    const gaussian = {
      mechanism: "gaussian",
      accountant: "pld",
      noiseMultiplier: 10,
      releases: 50,
      delta: 5e-6,
      protectedUnits: 1000,
      epsilonLifetime: 3.1,
    };
    // Two times 50 releases at sigma 10 are one at sigma 1: gaussianEpsilon(1, 1e-5) = 4.3772
    const together = (epsilonOfAllEntries: number) => of({ ...gaussian, epsilonOfAllEntries }, gaussian);
    const { low, high } = fact(together(4.4), "facts.privacy.epsilonTotal") as { low: number; high: number };
    expect([low > 4.3 && low < 4.3773, high]).toEqual([true, 4.4]);
    expect(fact(together(4.4), "facts.privacy.understated")).toEqual([]);
    const [{ why } = { why: "" }] = fact(together(3), "facts.privacy.understated") as { why: string }[];
    expect(why).toMatch(/^epsilon 3 of all entries, where no accountant gets below 4\.3/);
  });
  test("what is not stated is asked for", () => {
    const { releases: _, ...without } = stated;
    expect(settles(of(without), "facts.privacy.epsilonFloor")).toEqual(["spec.privacyTechniques[0].releases"]);
    expect(settles(of({ ...stated, accountant: "rdp" }), "facts.privacy.epsilonFloor")).toEqual([
      "spec.privacyTechniques[0].delta",
    ]);
    expect(settles(of({ ...stated, mechanism: "gaussian" }), "facts.privacy.deltaTimesUnits")).toEqual([
      "spec.privacyTechniques[0].delta",
      "spec.privacyTechniques[0].protectedUnits",
    ]);
  });

  // rr-dp-delta of the catalogue: 0.5 may warn, 2 is too much, 0.05 is fine
  test.each([
    [1e-5, 50_000, 0.5],
    [1e-5, 200_000, 2],
    [1e-6, 50_000, 0.05],
  ])("delta %d for %d people", (delta, protectedUnits, product) => {
    expect(fact(of({ ...stated, mechanism: "gaussian", delta, protectedUnits }), "facts.privacy.deltaTimesUnits")).toBe(
      product,
    );
  });

  const approximate = { ...stated, mechanism: "gaussian", protectedUnits: 50_000, deltaPerRelease: 1e-6 };
  test("the deltas of releases add up", () => {
    const context = of({ ...approximate, delta: 1.2e-5 });
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(false);
    expect(fact(context, "facts.privacy.deltaTimesUnits")).toBe(0.6);
    expect(fact(of(approximate), "facts.privacy.deltaTimesUnits")).toBe(0.6);
  });
  test("a total delta below what the releases take", () => {
    const context = of({ ...approximate, delta: 1e-6 });
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(true);
    expect(blamed(context, "facts.privacy.epsilonUnderstated")[0]).toBe(
      "manifest.yaml:spec.privacyTechniques[0].delta",
    );
    expect(fact(context, "facts.privacy.deltaTimesUnits")).toBe(0.6);
  });
  test("accountants of curves take the delta of the total alone", () => {
    const context = of({ ...approximate, accountant: "zcdp", delta: 1e-6 });
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(false);
    expect(fact(context, "facts.privacy.deltaTimesUnits")).toBe(0.05);
  });

  test("none: there is no floor, and nothing is understated", () => {
    const context = contextOf({ spec: { privacyTechniques: [] } });
    expect(fact(context, "facts.privacy.epsilonFloor")).toBeUndefined();
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(false);
    expect(settles(contextOf({}), "facts.privacy.epsilonUnderstated")).toEqual(["spec.privacyTechniques"]);
  });
});

describe("what a total rests on", () => {
  const of = (one: object, evidence: readonly Evidence[] = []) =>
    contextOf({ spec: { privacyTechniques: [{ technique: "differential-privacy", ...one }] }, evidence });
  const understated = (one: object) => fact(of(one), "facts.privacy.epsilonUnderstated");
  const training = {
    mechanism: "dp-sgd",
    accountant: "rdp",
    releases: 1,
    noiseMultiplier: 1.1,
    samplingRate: 0.004,
    steps: 15_000,
    delta: 1e-5,
    protectedUnits: 1000,
  };

  // dp-accounting 0.6.0: 2.502872 by RdpAccountant, 2.290 by PLDAccountant
  test.each([
    [2.51, false],
    [2.3, false],
    [0.06, true],
    [1, true],
  ])("training with noise, %d stated: %s", (epsilonLifetime, expected) => {
    expect(understated({ ...training, epsilonLifetime })).toBe(expected);
  });
  test("what is missing of training with noise is asked for", () => {
    for (const field of ["noiseMultiplier", "samplingRate", "steps", "delta"])
      expect(
        settles(of({ ...training, epsilonLifetime: 2.6, [field]: null }), "facts.privacy.epsilonUnderstated"),
      ).toEqual([`spec.privacyTechniques[0].${field}`]);
    expect(
      settles(of({ ...training, epsilonLifetime: 2.6, sampling: "shuffled" }), "facts.privacy.epsilonUnderstated"),
    ).toEqual(["spec.privacyTechniques[0].sampling"]);
  });

  const wrong: Record<string, object> = {
    "the total of one of fifty Gaussian releases": {
      mechanism: "gaussian",
      accountant: "pld",
      epsilonPerRelease: 1,
      deltaPerRelease: 1e-6,
      releases: 50,
      delta: 1e-5,
      epsilonLifetime: 1,
    },
    "the total of one of forty Laplace releases": {
      mechanism: "laplace",
      accountant: "rdp",
      epsilonPerRelease: 0.5,
      releases: 40,
      delta: 1e-6,
      epsilonLifetime: 0.5,
    },
    "training with little noise": { ...training, noiseMultiplier: 0.5, samplingRate: 0.1, epsilonLifetime: 8 },
    "the advanced theorem with half its terms": {
      mechanism: "laplace",
      accountant: "advanced",
      epsilonPerRelease: 0.1,
      releases: 100,
      delta: 1e-6,
      epsilonLifetime: 2.5,
    },
    "releases at three sites as if at twelve": {
      mechanism: "randomised-response",
      accountant: "zcdp",
      epsilonPerRelease: 1,
      releases: 12,
      disjointSites: 3,
      delta: 1e-6,
      epsilonLifetime: 1,
    },
    "one Gaussian release with less noise than its epsilon takes": {
      mechanism: "gaussian",
      accountant: "zcdp",
      noiseMultiplier: 2,
      epsilonPerRelease: 0.1,
      deltaPerRelease: 1e-6,
      releases: 1,
      delta: 1e-6,
      epsilonLifetime: 3,
    },
    "deltas that add up to more than the total": {
      mechanism: "gaussian",
      accountant: "basic",
      epsilonPerRelease: 0.5,
      deltaPerRelease: 1e-5,
      releases: 4,
      delta: 1e-5,
      epsilonLifetime: 2,
    },
  };
  test.each(Object.entries(wrong))("%s is refuted", (_, one) => expect(understated(one)).toBe(true));

  test("of a mechanism that is not known, the optimal composition is enough and less stays open", () => {
    const other = { mechanism: "other", accountant: "pld", epsilonPerRelease: 1, releases: 20, delta: 1e-6 };
    expect(understated({ ...other, epsilonLifetime: 20 })).toBe(false);
    expect(understated({ ...other, epsilonLifetime: 0.5 })).toBe(true);
    expect(settles(of({ ...other, epsilonLifetime: 8 }), "facts.privacy.epsilonUnderstated")).toContain(
      "spec.privacyTechniques[0].noiseMultiplier",
    );
  });
  test("the optimal composition of less than the sum is honest", () => {
    const laplace = {
      mechanism: "laplace",
      accountant: "advanced",
      epsilonPerRelease: 0.1,
      releases: 100,
      delta: 1e-6,
    };
    expect(understated({ ...laplace, epsilonLifetime: 4.78 })).toBe(false);
    expect(understated({ ...laplace, epsilonLifetime: 6.31 })).toBe(false);
    expect(understated({ ...laplace, epsilonLifetime: 4.7 })).toBe(true);
  });

  const attack = (counts: object): Evidence => ({
    kind: "PrivacyTest",
    metadata: { id: "attack", date: "2026-11-01" },
    type: "membership-inference",
    result: "passed",
    attackMembers: 10_000,
    attackNonMembers: 10_000,
    ...counts,
  });
  test("an attack refutes an epsilon that allows none so good", () => {
    const trained = { ...training, noiseMultiplier: 5, epsilonLifetime: 0.5 };
    const seen = (one: object) => fact(of(trained, [attack(one)]), "facts.privacy.understated");
    expect(seen({ attackTp: 120, attackFp: 100 })).toEqual([]);
    const [{ why } = { why: "" }] = seen({ attackTp: 700, attackFp: 100 }) as { why: string }[];
    expect(why).toMatch(/^epsilon 0\.5 in total, where the attack in evidence-0\.yaml shows at least 1\.\d+$/);
    expect(seen({ attackTp: 5000, attackFp: 5000, lowFpr: 0.001, lowFprTp: 90, lowFprFp: 10 })).toHaveLength(1);
    // Statistics beside the model are not what was attacked.
    const statistics = { ...trained, mechanism: "laplace", accountant: "basic", epsilonPerRelease: 0.5 };
    expect(fact(of(statistics, [attack({ attackTp: 700, attackFp: 100 })]), "facts.privacy.understated")).toEqual([]);
  });
});

describe("encrypted computation", () => {
  // he-security-bits and rr-he-params of the catalogue
  test.each([
    [1024, 27],
    [2048, 54],
    [4096, 109],
    [8192, 218],
    [16384, 438],
    [32768, 881],
  ])("dimension %d holds %d bits", (dimension, bits) => {
    expect(isBelow128Bits(dimension, bits)).toBe(false);
    expect(isBelow128Bits(dimension, bits + 1)).toBe(true);
  });
  test("beside the table it is decided where both neighbours agree", () => {
    expect(isBelow128Bits(4096, 218)).toBe(true);
    expect(isBelow128Bits(3000, 54)).toBe(false);
    expect(isBelow128Bits(3000, 110)).toBe(true);
    expect(isBelow128Bits(3000, 80)).toBeUndefined();
    expect(isBelow128Bits(512, 28)).toBe(true);
    expect(isBelow128Bits(512, 20)).toBeUndefined();
    expect(isBelow128Bits(65536, 881)).toBe(false);
    expect(isBelow128Bits(65536, 1500)).toBeUndefined();
  });

  const of = (one: object) =>
    contextOf({ spec: { privacyTechniques: [{ technique: "homomorphic-encryption", scheme: "ckks", ...one }] } });

  test("strength", () => {
    expect(fact(of({ ringDimension: 4096, modulusBits: 218 }), "facts.privacy.heBelow128Bits")).toBe(true);
    expect(fact(of({ ringDimension: 8192, modulusBits: 218 }), "facts.privacy.heBelow128Bits")).toBe(false);
    expect(
      fact(of({ scheme: "tfhe", ringDimension: 1024, modulusBits: 32 }), "facts.privacy.heBelow128Bits"),
    ).toBeUndefined();
    expect(settles(of({ ringDimension: 8192 }), "facts.privacy.heBelow128Bits")).toEqual([
      "spec.privacyTechniques[0].modulusBits",
    ]);
  });
  test("latency", () => {
    expect(fact(of({ latencyMs: 900, latencyLimitMs: 1000 }), "facts.privacy.latencyExceeded")).toBe(false);
    expect(fact(of({ latencyMs: 1100, latencyLimitMs: 1000 }), "facts.privacy.latencyExceeded")).toBe(true);
    expect(settles(of({ latencyMs: 900 }), "facts.privacy.latencyExceeded")).toEqual([
      "spec.privacyTechniques[0].latencyLimitMs",
    ]);
    expect(
      fact(
        contextOf({ spec: { privacyTechniques: [{ technique: "pseudonymisation" }] } }),
        "facts.privacy.latencyExceeded",
      ),
    ).toBe(false);
  });
});
