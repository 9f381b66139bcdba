import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { documentOf, manifestWith, contextOf, blamed, inMemory } from "./support.ts";
import type { Document } from "../../src/model/document.ts";
import type { JsonObject } from "../../src/util/json.ts";
import type { ConfusionMatrix } from "../../src/facts/stats/confusion-matrix.ts";
import { wilson } from "../../src/facts/stats/intervals.ts";
import { inFull } from "../support/sample.ts";

const RUNS = inFull ? 220 : 44;
const HONEST = inFull ? 300 : 60;

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

interface World {
  readonly seed: number;
  readonly people: number;
  readonly prevalence: number;
  /** Distance of the scores of cases and non-cases, in standard deviations. */
  readonly separation: number;
  readonly threshold: number;
  /** How many groups each axis has. */
  readonly axes: readonly number[];
  /** Decimals that claims are rounded to. */
  readonly decimals: number;
  readonly method: "wilson" | "wald";
  readonly withCounts: boolean;
}

const worlds: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 31 }),
  people: fc.integer({ min: 300, max: 2500 }),
  prevalence: fc.double({ min: 0.03, max: 0.6, noNaN: true }),
  separation: fc.double({ min: 0.4, max: 3, noNaN: true }),
  threshold: fc.double({ min: -0.5, max: 2, noNaN: true }),
  axes: fc.array(fc.integer({ min: 2, max: 6 }), { minLength: 1, maxLength: 3 }),
  decimals: fc.integer({ min: 2, max: 4 }),
  method: fc.constantFrom("wilson", "wald"),
  withCounts: fc.boolean(),
});

interface Person {
  readonly groups: readonly number[];
  readonly isCase: boolean;
  readonly score: number;
}

/** A population in which groups differ in how common the outcome is and in how well it is predicted. */
function populationOf({ seed, people, prevalence, separation, axes }: World): Person[] {
  const random = randomFrom(seed);
  const shift = axes.map((count) => Array.from({ length: count }, () => 0.6 + 0.8 * random()));
  const blur = axes.map((count) => Array.from({ length: count }, () => 0.8 + 0.4 * random()));
  return Array.from({ length: people }, () => {
    const groups = axes.map((count) => Math.min(count - 1, Math.floor(random() ** 1.5 * count)));
    const [more, clear] = groups.reduce(
      ([a, b], group, axis) => [a * (shift[axis]?.[group] ?? 1), b * (blur[axis]?.[group] ?? 1)],
      [1, 1],
    );
    const isCase = random() < Math.min(0.9, prevalence * (more ?? 1));
    return { groups, isCase, score: normal(random) + (isCase ? separation * (clear ?? 1) : 0) };
  });
}

function countsOf(people: readonly Person[], threshold: number): ConfusionMatrix {
  const count = (isCase: boolean, alert: boolean): number =>
    people.filter((one) => one.isCase === isCase && one.score >= threshold === alert).length;
  return { tp: count(true, true), fp: count(false, true), tn: count(false, false), fn: count(true, false) };
}

/** The risk that a score means, by a curve that is a little off. */
const riskOf = (score: number): number => 1 / (1 + Math.exp(1.5 - 1.2 * score));

/** Cases in bins of a fifth of the risks each, the mean risk of each bin rounded. */
function binsOf(
  people: readonly Person[],
  decimals: number,
): { n: number; positives: number; meanPredicted: number }[] {
  const risks = people.map(({ isCase, score }) => ({ isCase, risk: riskOf(score) }));
  return Array.from({ length: 5 }, (_, i) => risks.filter(({ risk }) => Math.min(4, Math.floor(risk * 5)) === i))
    .filter((bin) => bin.length > 0)
    .map((bin) => ({
      n: bin.length,
      positives: bin.filter(({ isCase }) => isCase).length,
      meanPredicted: rounded(bin.reduce((sum, { risk }) => sum + risk, 0) / bin.length, decimals),
    }));
}

/** The expected calibration error of the risks as they are, bin by bin. */
function calibrationErrorOf(people: readonly Person[]): number {
  return binsOf(people, 15).reduce(
    (sum, { n, positives, meanPredicted }) => sum + Math.abs(positives - n * meanPredicted) / people.length,
    0,
  );
}

/** The area under the ROC curve, by ranks. */
function aurocOf(people: readonly Person[]): number {
  const sorted = people.toSorted((a, b) => a.score - b.score);
  const [cases, others] = [people.filter(({ isCase }) => isCase).length, people.filter((one) => !one.isCase).length];
  const ranks = sorted.reduce((sum, { isCase }, i) => sum + (isCase ? i + 1 : 0), 0);
  return (ranks - (cases * (cases + 1)) / 2) / (cases * others);
}

const axisNames = ["age", "sex", "site"];
const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

const shares = ({ tp, fp, tn, fn }: ConfusionMatrix): Record<string, [number, number]> => ({
  sensitivity: [tp, tp + fn],
  specificity: [tn, tn + fp],
  ppv: [tp, tp + fp],
  npv: [tn, tn + fn],
  accuracy: [tp + tn, tp + fp + tn + fn],
});

function interval([x, n]: [number, number], { method, decimals }: World): JsonObject {
  const half = 1.959963984540054 * Math.sqrt(((x / n) * (1 - x / n)) / n);
  const bounds =
    method === "wald" && x > 0 && x < n
      ? { low: Math.max(0, x / n - half), high: Math.min(1, x / n + half) }
      : (wilson(x, n) ?? { low: 0, high: 1 });
  return { low: rounded(bounds.low, decimals), high: rounded(bounds.high, decimals) };
}

/** The largest difference in accuracy on each axis whose groups all have people, rounded. */
function gapsOf({ axes, threshold, decimals }: World, people: readonly Person[]): JsonObject[] {
  return axes.flatMap((count, axis) => {
    const accuracies = Array.from({ length: count }, (_, group) => {
      const { tp, fp, tn, fn } = countsOf(
        people.filter((one) => one.groups[axis] === group),
        threshold,
      );
      return (tp + tn) / (tp + fp + tn + fn);
    });
    if (accuracies.some((accuracy) => Number.isNaN(accuracy))) return [];
    const gap = rounded(Math.max(...accuracies) - Math.min(...accuracies), decimals);
    return [{ axis: axisNames[axis] ?? "", rate: "accuracy", gap }];
  });
}

function fairnessOf(world: World, people: readonly Person[]): JsonObject {
  const groups = world.axes.flatMap((count, axis) =>
    Array.from({ length: count }, (_, group) => {
      const members = people.filter((one) => one.groups[axis] === group);
      const counts = countsOf(members, world.threshold);
      const expected = members.reduce((sum, { score }) => sum + riskOf(score), 0);
      const claims = Object.entries({ ...shares(counts), selectionRate: [counts.tp + counts.fp, total(counts)] });
      const claimed = claims.flatMap(([name, [x = 0, n = 0]]) =>
        n > 0 ? [[name, rounded(x / n, world.decimals)]] : [],
      );
      const calibration =
        members.length > 0
          ? {
              calibrationBins: binsOf(members, world.decimals),
              observedToExpected: rounded((counts.tp + counts.fn) / expected, world.decimals),
            }
          : {};
      if (members.length > 0) claimed.push(["ece", rounded(calibrationErrorOf(members), world.decimals)]);
      return {
        axis: axisNames[axis] ?? "",
        group: `g${group}`,
        ...counts,
        ...calibration,
        claimed: Object.fromEntries(claimed),
      };
    }),
  );
  return {
    metadata: { id: "f", date: "2026-11-01", by: "Data science" },
    subject: { dataset: "stays of two years" },
    setting: "local-silent",
    threshold: world.threshold,
    period: { from: "2025-01-01", to: "2026-09-30" },
    overall: { ...countsOf(people, world.threshold) },
    axesExclusive: axisNames.slice(0, world.axes.length),
    groups,
    claimedGaps: gapsOf(world, people),
  };
}

const total = ({ tp, fp, tn, fn }: ConfusionMatrix): number => tp + fp + tn + fn;

function validationOf(world: World, people: readonly Person[]): JsonObject {
  const counts = countsOf(people, world.threshold);
  const metrics = Object.entries(shares(counts))
    .filter(([, [, n]]) => n > 0)
    .map(([metric, [x, n]]) => ({
      metric,
      value: rounded(x / n, world.decimals),
      ...interval([x, n], world),
      count: n,
    }));
  const calibration = {
    metric: "expected-calibration-error",
    value: rounded(calibrationErrorOf(people), world.decimals),
  };
  const auroc = { metric: "auroc", value: rounded(aurocOf(people), world.decimals), count: people.length };
  return {
    metadata: { id: "v", date: "2026-11-01", by: "Data science" },
    subject: { dataset: "Stays of two years" },
    setting: "local-silent",
    trainTestOverlap: "none",
    metrics: [...metrics, auroc, calibration],
    calibrationBins: binsOf(people, world.decimals),
    ...(world.withCounts ? { counts: { ...counts } } : {}),
    events: counts.tp + counts.fn,
  };
}

const cardOf = (): JsonObject => ({
  metadata: { id: "c", date: "2026-11-01", by: "Data science" },
  intendedUse: "Warns of what the tests are about.",
  trainingData: [{ name: "stays of two years", from: "2016-01-01", to: "2024-12-31" }],
});

function privacyOf(world: World): JsonObject {
  const k = 2 + (world.seed % 40);
  return {
    metadata: { id: "p", date: "2026-11-01", by: "Data science" },
    type: "de-identification",
    result: "passed",
    smallestClass: k,
    claimedMaxRisk: rounded(1 / k, world.decimals),
    attackTp: world.seed % 400,
    attackMembers: 400,
  };
}

function monitoringOf(world: World): JsonObject {
  const [alerts, overrides] = [100 + (world.seed % 5000), world.seed % 97];
  const raw = Array.from({ length: 5 }, (_, i) => 1 + ((world.seed >>> i) % 13));
  const later = raw.map((one, i) => one + ((world.seed >>> (i + 3)) % 5));
  const part = (row: readonly number[]): number[] => row.map((one) => one / row.reduce((a, b) => a + b, 0));
  const [r, c] = [part(raw), part(later)];
  const psi = r.reduce((sum, share, i) => sum + ((c[i] ?? 0) - share) * Math.log((c[i] ?? 0) / share), 0);
  return {
    metadata: { id: "m", date: "2026-11-01", by: "Data science" },
    period: { from: "2026-10-01", to: "2026-10-31" },
    signals: [
      {
        signal: "input-drift",
        value: rounded(psi, world.decimals),
        referenceShares: r.map((one) => rounded(one, world.decimals)),
        currentShares: c.map((one) => rounded(one, world.decimals)),
      },
      { signal: "override-rate", value: rounded(overrides / alerts, world.decimals), currentCount: alerts },
    ],
    alerts,
    overrides,
    eventsReported: 5,
    eventsClosed: 3,
  };
}

/** Everything there is to say about a world, before anybody meddles with it. */
interface EvidenceSet {
  f: JsonObject;
  v: JsonObject;
  c: JsonObject;
  p: JsonObject;
  m: JsonObject;
  spec: { localPrevalence: number };
}

function evidenceSetOf(world: World): EvidenceSet | undefined {
  const people = populationOf(world);
  const cases = people.filter(({ isCase }) => isCase).length;
  if (cases < 20 || people.length - cases < 20) return undefined;
  return {
    f: fairnessOf(world, people),
    v: validationOf(world, people),
    c: cardOf(),
    p: privacyOf(world),
    m: monitoringOf(world),
    spec: { localPrevalence: rounded(cases / people.length, world.decimals) },
  };
}

const manifest = await documentOf(
  "m.yaml",
  manifestWith(
    "  monitoring: { localPrevalence: 0.1, signals: [{ signal: input-drift, metric: psi, threshold: 0.2, everyDays: 7 }] }\n",
  ),
);

function examine({ f, v, c, p, m, spec }: EvidenceSet): ReturnType<typeof contextOf> {
  const documents: Document[] = [
    inMemory("FairnessReport", "f", f),
    inMemory("ValidationReport", "v", v),
    inMemory("ModelCard", "c", c),
    inMemory("PrivacyTest", "p", p),
    inMemory("MonitoringReport", "m", m),
  ];
  const value = structuredClone(manifest.value);
  Object.assign((value["spec"] as JsonObject)["monitoring"] as JsonObject, spec);
  return contextOf({ ...manifest, value, locate: (path) => manifest.locate(path) }, documents);
}

test("honest reports contradict nothing and raise no question", () => {
  let examined = 0;
  fc.assert(
    fc.property(worlds, (world) => {
      const dossier = evidenceSetOf(world);
      fc.pre(dossier !== undefined);
      const context = examine(dossier);
      expect(context.get("facts.evidence.contradictions")).toEqual([]);
      expect(context.get("facts.evidence.implausible")).toEqual([]);
      expect(context.get("facts.evidence.unusable")).toEqual([]);
      examined += 1;
    }),
    { numRuns: HONEST },
  );
  expect(examined).toBeGreaterThanOrEqual(HONEST);
}, 300_000);

type Row = Record<string, number> & { claimed: Record<string, number>; axis: string; group: string };
const rows = ({ f }: EvidenceSet): Row[] => f["groups"] as unknown as Row[];
const metric = ({ v }: EvidenceSet, name: string): Record<string, number> | undefined =>
  (v["metrics"] as unknown as (Record<string, number> & { metric: unknown })[]).find((one) => one.metric === name);

interface Planted {
  /** Meddles with a dossier; false where there is nothing to meddle with. */
  readonly plant: (dossier: EvidenceSet, world: World) => boolean;
  /** Where it has to be found. */
  readonly where: RegExp;
}

/** Moves a share by more than rounding, and keeps it a share. */
const moved = (share: number, by: number): number => rounded(share + by <= 1 ? share + by : share - by, 4);

/** Shares that happen to be tenths: what was rounded away of them could be anything. */
const coarse = (shares: readonly number[]): boolean => shares.every((share) => rounded(share, 1) === share);

const kinds: Readonly<Record<string, Planted>> = {
  "a claimed rate": {
    where: /^f groups\.0\.claimed\.\w+$/,
    plant(dossier, { seed }) {
      const claimed = rows(dossier)[0]?.claimed ?? {};
      const names = Object.keys(claimed);
      const name = names[seed % names.length];
      if (name === undefined) return false;
      claimed[name] = moved(claimed[name] as number, 0.011 + (seed % 30) / 100);
      return true;
    },
  },
  "one count too many in a group": {
    // In a large group one case more changes no rate to the decimals stated, but its axis no longer adds up.
    where: /^f (?:groups\.\d+|overall\.\w+)/,
    plant(dossier, { seed }) {
      const groups = rows(dossier);
      const group = groups[seed % groups.length];
      if (!group) return false;
      group["tp"] = (group["tp"] as number) + 1 + (seed % 50);
      return true;
    },
  },
  "a calibration error": {
    where: /^f groups\.0\.claimed\.ece$/,
    plant(dossier, { seed }) {
      const claimed = rows(dossier)[0]?.claimed;
      if (claimed?.["ece"] === undefined) return false;
      claimed["ece"] = moved(claimed["ece"], 0.02 + (seed % 10) / 100);
      return true;
    },
  },
  "a case too many in a calibration bin": {
    where: /^v calibrationBins$/,
    plant({ v }, { seed }) {
      const bins = v["calibrationBins"] as Record<string, number>[];
      const bin = bins[seed % bins.length];
      if (!bin || !v["counts"]) return false;
      bin["n"] = (bin["n"] as number) + 1;
      return true;
    },
  },
  "a gap": {
    where: /^f claimedGaps\.0\.gap$/,
    plant({ f }, { seed }) {
      const [claim] = f["claimedGaps"] as { gap: number }[];
      if (!claim) return false;
      claim.gap = moved(claim.gap, 0.02 + (seed % 30) / 100);
      return true;
    },
  },
  "a total too small": {
    where: /^f overall\.\w+$/,
    plant({ f, v }, { seed }) {
      const overall = f["overall"] as Record<string, number>;
      if ((overall["tn"] as number) < 1) return false;
      overall["tn"] = (overall["tn"] as number) - 1 - (seed % 3);
      delete v["counts"];
      v["subject"] = { dataset: "something else" };
      return overall["tn"] >= 0;
    },
  },
  "a group twice": {
    where: /^f groups\.\d+\.group$/,
    plant(dossier) {
      const groups = rows(dossier);
      groups.push({ ...groups[0] } as Row);
      return true;
    },
  },
  "a metric": {
    where: /^v metrics\.\d+\.value$/,
    plant(dossier, { seed }) {
      const found = metric(dossier, "sensitivity");
      if (!found || !dossier.v["counts"]) return false;
      found["value"] = moved(found["value"] as number, 0.02 + (seed % 10) / 100);
      delete found["low"];
      delete found["high"];
      return true;
    },
  },
  "an interval beside its value": {
    where: /^v metrics\.\d+\.(?:low|high)$/,
    plant(dossier) {
      const found = metric(dossier, "specificity");
      if (!found) return false;
      const below = (found["value"] as number) > 0.5;
      found["low"] = below ? 0.1 : rounded((found["value"] as number) + 0.05, 3);
      found["high"] = below ? rounded((found["value"] as number) - 0.05, 3) : 0.9;
      return true;
    },
  },
  "cases behind a metric": {
    where: /^v metrics\.\d+\.count$/,
    plant(dossier) {
      const found = metric(dossier, "sensitivity");
      if (!found || !dossier.v["counts"]) return false;
      found["count"] = (found["count"] as number) * 10_000;
      return true;
    },
  },
  events: {
    where: /^v events$/,
    plant({ v }) {
      if (!v["counts"]) return false;
      v["events"] = (v["events"] as number) + 1;
      return true;
    },
  },
  "an AUROC beyond its bounds": {
    where: /^v metrics\.\d+\.value$/,
    plant(dossier) {
      const [s, c, a] = ["sensitivity", "specificity", "auroc"].map((name) => metric(dossier, name));
      if (!s || !c || !a) return false;
      const low = (s["value"] as number) * (c["value"] as number);
      if (low < 0.1) return false;
      a["value"] = rounded(low - 0.05, 3);
      return true;
    },
  },
  "a predictive value without counts": {
    where: /^v metrics\.\d+\.value$/,
    plant(dossier) {
      const [s, c, ppv] = ["sensitivity", "specificity", "ppv"].map((name) => metric(dossier, name));
      const sound = s && c && ppv && [s, c, ppv].every(({ value = 0 }) => value > 0.1 && value < 0.9);
      if (!sound || s["count"] === c["count"]) return false;
      delete dossier.v["counts"];
      dossier.v["subject"] = { dataset: "something else" };
      ppv["value"] = moved(ppv["value"] as number, 0.3);
      for (const one of dossier.v["metrics"] as JsonObject[]) {
        delete one["low"];
        delete one["high"];
      }
      return true;
    },
  },
  "other counts on the same cases": {
    where: /^v counts\.\w+$/,
    plant({ v, f }) {
      const counts = f["overall"] as Record<string, number>;
      if (!counts["fn"]) return false;
      v["counts"] = { ...counts, tp: (counts["tp"] as number) + 1, fn: counts["fn"] - 1 };
      v["metrics"] = [];
      return true;
    },
  },
  "another population": {
    where: /^[fv] setting$/,
    plant(dossier, { people }) {
      const { localPrevalence } = dossier.spec;
      dossier.spec.localPrevalence = localPrevalence > 0.3 ? 0.02 : 0.9;
      return people >= 300;
    },
  },
  "a test on the training data": {
    where: /^f period\.from$/,
    plant({ c }) {
      const [data] = c["trainingData"] as JsonObject[];
      if (data) data["to"] = "2025-06-30";
      return true;
    },
  },
  "a last case after the report": {
    where: /^f period\.to$/,
    plant({ f }) {
      f["period"] = { from: "2025-01-01", to: "2026-11-02" };
      return true;
    },
  },
  "a risk": {
    where: /^p claimedMaxRisk$/,
    plant({ p }) {
      p["claimedMaxRisk"] = rounded((1 / (p["smallestClass"] as number)) * 0.5, 4);
      return true;
    },
  },
  "hits of an attack": {
    where: /^p attackTp$/,
    plant({ p }) {
      p["attackTp"] = 401;
      return true;
    },
  },
  overrides: {
    where: /^m overrides$/,
    plant({ m }) {
      m["overrides"] = (m["alerts"] as number) + 1;
      return true;
    },
  },
  "an override rate": {
    where: /^m signals\.1\.value$/,
    plant({ m }) {
      const signal = (m["signals"] as JsonObject[])[1];
      if (signal) signal["value"] = rounded((signal["value"] as number) + 0.02, 4);
      return true;
    },
  },
  "shares of a window": {
    where: /^m signals\.0\.currentShares$/,
    plant({ m }) {
      const signal = (m["signals"] as JsonObject[])[0];
      const shares = signal?.["currentShares"] as number[];
      if (coarse(shares)) return false;
      shares[0] = rounded((shares[0] ?? 0) + 0.05, 4);
      return true;
    },
  },
  "a drift": {
    where: /^m signals\.0\.value$/,
    plant({ m }, { decimals }) {
      const signal = (m["signals"] as JsonObject[])[0];
      if (!signal || coarse([...(signal["referenceShares"] as number[]), ...(signal["currentShares"] as number[])]))
        return false;
      signal["value"] = rounded((signal["value"] as number) + 0.25, 4);
      return decimals > 2;
    },
  },
};

/** Many honest dossiers, made once: each kind of inconsistency is planted in all of them. */
const dossiers = fc
  .sample(worlds, { numRuns: 4 * RUNS, seed: 20_261_122 })
  .map((world) => ({ ...world, people: Math.min(world.people, 800) }))
  .flatMap((world) => {
    const dossier = evidenceSetOf(world);
    return dossier ? [{ world, dossier }] : [];
  });

describe("one planted inconsistency is found, where it was planted", () => {
  test.each(Object.entries(kinds))(
    "%s",
    (_, { plant, where }) => {
      let found = 0;
      for (const { world, dossier } of dossiers) {
        const meddled = structuredClone(dossier);
        if (found === RUNS || !plant(meddled, world)) continue;
        const paths = blamed(examine(meddled), "contradictions");
        expect([world, paths]).toEqual([world, [expect.arrayContaining([expect.any(String)])]]);
        expect(paths[0]?.[0]).toMatch(where);
        found += 1;
      }
      expect(found).toBeGreaterThanOrEqual(0.9 * RUNS);
    },
    300_000,
  );
});
