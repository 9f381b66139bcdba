import { describe, expect, test } from "vitest";
import {
  advancedComposition,
  gaussianCurve,
  laplaceCurve,
  minimumRho,
  responseCurve,
  renyiToEpsilon,
} from "../../src/facts/stats/privacy-composition.ts";
import { isBelow128Bits, leastTotal } from "../../src/facts/privacy.ts";
import { blamed, contextOf, fact, settles } from "./support.ts";

describe("composition", () => {
  // comp-advanced of the catalogue, to more digits by mpmath 1.4.1
  test.each([
    [0.1, 100, 6.308230950513408],
    [0.1, 1000, 27.13967317025586],
    [1, 10, 33.80539964728155],
  ])("advanced: epsilon %d, %d releases", (epsilon, k, total) => {
    expect(advancedComposition(epsilon, k, 1e-6)).toBeCloseTo(total, 10);
  });

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

describe("the least total", () => {
  const total = (accountant: string, mechanism: string, epsilon: number, releases: number, delta = 1e-6, each = 0) =>
    leastTotal(accountant, mechanism, { epsilon, deltaPerRelease: each, delta, releases });

  // rr-dp-compose of the catalogue
  test("advanced composition is only used where it is less than the sum", () => {
    expect(total("advanced", "laplace", 0.1, 100)).toBeCloseTo(6.308230950513408, 10);
    expect(total("advanced", "laplace", 1, 10)).toBe(10);
    expect(total("advanced", "laplace", 0.1, 100, 0)).toBe(10);
  });
  test("what the releases take of delta is not left for the theorem", () => {
    // 0.1 sqrt(200 ln(1/9e-7)) + 10 (e^0.1 - 1) to more digits by mpmath 1.3.0
    expect(total("advanced", "gaussian", 0.1, 100, 1e-6, 1e-9)).toBeCloseTo(6.328236651285195, 10);
    expect(total("advanced", "gaussian", 0.1, 100, 1e-6, 1e-8)).toBe(10);
  });
  test("the sum of three tenths is three tenths", () => expect(total("basic", "laplace", 0.1, 3)).toBe(0.3));
  test("Renyi accountants", () => {
    // mpmath 1.4.1, minimised to 40 digits; dp-accounting 0.6.0 gives 4.984174 for the first
    expect(total("rdp", "laplace", 0.1, 100)).toBeCloseTo(4.984173958639623, 9);
    expect(total("rdp", "randomised-response", 0.5, 20)).toBeCloseTo(9.986797869640164, 9);
    expect(total("zcdp", "gaussian", 0.1, 100, 1e-5)).toBeCloseTo(0.8219650533043892, 9);
    expect(total("rdp", "gaussian", 1, 100, 1e-5)).toBeCloseTo(10.99132783367445, 9);
  });
  test("the delta of one release gives its curve, that of all its conversion", () => {
    // mpmath 1.3.0, minimised to 40 digits
    expect(total("zcdp", "gaussian", 0.1, 100, 1e-5, 1e-7)).toBeCloseTo(0.6869221498657997, 9);
  });
  test("never less than one release, never more than the sum", () => {
    expect(total("zcdp", "gaussian", 1, 1, 1e-5)).toBe(1);
    expect(total("rdp", "laplace", 5, 2)).toBeLessThanOrEqual(10);
  });
  test("of what the manifest does not tell, one release", () => {
    expect(total("pld", "gaussian", 2, 50)).toBe(2);
    expect(total("rdp", "dp-sgd", 2, 50)).toBe(2);
    expect(total("rdp", "other", 2, 50)).toBe(2);
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
    expect(fact(context, "facts.privacy.epsilonFloor")).toBe(12);
    expect(fact(context, "facts.privacy.epsilonUnderstated")).toBe(true);
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
