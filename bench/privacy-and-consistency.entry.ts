import type { Document } from "../src/model/document.ts";
import type { EvidenceKind } from "../src/model/document.ts";
import { isEvidenceKind } from "../src/model/document.ts";
import { buildContext } from "../src/facts/index.ts";
import type { RuleContext } from "../src/facts/context.ts";
import { boundsOf } from "../src/facts/privacy-budget.ts";
import { gaussianLoss, laplaceLoss, leastEpsilon } from "../src/facts/stats/privacy-loss.ts";
import { sampledGaussianCurve, accountedEpsilon } from "../src/facts/stats/privacy-composition.ts";
import { populationStabilityIndex, psiCriticalValue } from "../src/facts/stats/population-stability.ts";
import type { JsonObject } from "../src/util/json.ts";

/** One line of the table of results. */
export interface Row {
  readonly what: string;
  readonly runs: number;
  /** How many were refuted, flagged or alarmed. */
  readonly found: number;
  /** What the share of those found has to keep. */
  readonly limit: { readonly atMost?: number; readonly atLeast?: number };
}

type Random = () => number;

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
const between = (random: Random, low: number, high: number): number => low + random() * (high - low);
const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Successes among trials. */
function binomial(random: Random, n: number, p: number): number {
  if (n > 60 && n * p > 20 && n * (1 - p) > 20) {
    const x = Math.round(n * p + normal(random) * Math.sqrt(n * p * (1 - p)));
    return Math.max(0, Math.min(n, x));
  }
  let x = 0;
  for (let i = 0; i < n; i++) if (random() < p) x++;
  return x;
}

/** A document in memory. */
function inMemory(kind: string, file: string, value: object): Document {
  const start = { line: 1, column: 1 };
  return {
    file,
    index: 0,
    kind: kind as Document["kind"],
    value: JSON.parse(JSON.stringify({ apiVersion: "caregate/v1", kind, ...value })) as JsonObject,
    locate: () => ({ file, start, end: start, exact: true }),
  };
}

interface Given {
  readonly kind: EvidenceKind;
  readonly value: object;
}

/** What rules read of a manifest with evidence. */
export function contextOf(spec: object, given: readonly Given[]): RuleContext {
  const manifest = inMemory("AIDeployment", "manifest.yaml", { metadata: { name: "simulated" }, spec });
  const documents = given.map(({ kind, value }, i) => inMemory(kind, `evidence-${i}.yaml`, value));
  return buildContext({
    manifest,
    config: undefined,
    references: [],
    evidence: documents.flatMap((document) =>
      isEvidenceKind(document.kind) ? [{ document, kind: document.kind, ids: [], pinned: true }] : [],
    ),
    asOf: "2026-11-22",
  });
}

/**
 * A mix of releases with its totals by a Renyi and by a numerical accountant, and by the former over whole orders, where
 * all releases are Gaussian: tests/fixtures/privacy-totals.json.
 */
export type Mix = readonly [
  parts: readonly (readonly [mechanism: string, noise: number, rate: number, times: number])[],
  delta: number,
  renyi: number,
  numerical: number,
  whole: number | null,
];

/** The totals have eight significant digits. */
const ROUNDED = 5e-8;
const wholeOrders = [...Array.from({ length: 62 }, (_, i) => i + 2), 128, 256, 512, 1024];

/** The fields of an entry of the manifest for one part of a mix. */
function entryOf([mechanism, noise, rate, times]: Mix[0][number], delta: number): JsonObject {
  const one = { technique: "differential-privacy", mechanism, accountant: "pld", delta, releases: times };
  const by =
    mechanism === "laplace"
      ? { epsilonPerRelease: noise }
      : mechanism === "gaussian"
        ? { noiseMultiplier: noise }
        : { noiseMultiplier: noise, samplingRate: rate, steps: times, releases: 1 };
  return { ...one, ...by } as unknown as JsonObject;
}

/** The least total of a mix; of one part by the bounds of its entry, as the facts have it. */
function leastOf([parts, delta]: Mix): number {
  const [only] = parts;
  if (only && parts.length === 1) {
    const bounds = boundsOf({ at: "", map: entryOf(only, delta) });
    return "low" in bounds ? bounds.low : Number.NaN;
  }
  const losses = parts.map(([mechanism, noise, rate, times]) => ({
    loss: mechanism === "laplace" ? laplaceLoss(noise) : gaussianLoss(noise, rate),
    times,
  }));
  return leastEpsilon(losses, delta) ?? Number.NaN;
}

/** Totals of differential privacy: honest ones, wrong ones, and ours against those of the accountants. */
export function privacyRows(mixes: readonly Mix[]): Row[] {
  const least = mixes.map(leastOf);
  const refuted = (stated: (mix: Mix) => number): number =>
    mixes.filter((mix, i) => stated(mix) * (1 + ROUNDED) < (least[i] as number)).length;
  const never = { atMost: 0 };
  const runs = mixes.length;
  const wrong = [
    [0.9, 0.9],
    [0.5, 1],
    [1 / 40, 1],
  ] as const;
  const training = mixes.filter(([, , , , whole]) => whole !== null);
  const ours = ([parts, delta]: Mix, orders?: readonly number[]): number => {
    const curves = parts.map(([, sigma, rate, times]) => ({ curve: sampledGaussianCurve(sigma, rate), times }));
    return accountedEpsilon(
      (order) => curves.reduce((sum, one) => sum + one.times * one.curve(order), 0),
      delta,
      orders,
    );
  };
  const above = training.filter((mix) => ours(mix) > mix[2] * 1.01);
  const off = training.filter((mix) => Math.abs(ours(mix, wholeOrders) / (mix[4] as number) - 1) > 1e-4);
  return [
    { what: "honest total of a Renyi accountant refuted", runs, found: refuted((mix) => mix[2]), limit: never },
    { what: "honest total of a numerical accountant refuted", runs, found: refuted((mix) => mix[3]), limit: never },
    ...wrong.map(([factor, atLeast]) => ({
      what: `${Number(factor.toPrecision(3))} of the best honest total refuted`,
      runs,
      found: refuted((mix) => factor * Math.min(mix[2], mix[3])),
      limit: { atLeast },
    })),
    {
      what: "Renyi epsilon over 1 % above that of dp-accounting",
      runs: training.length,
      found: above.length,
      limit: never,
    },
    {
      what: "Renyi epsilon over whole orders more than 0.01 % from that of dp-accounting",
      runs: training.length,
      found: off.length,
      limit: never,
    },
  ];
}

type Counts = Record<"tp" | "fp" | "tn" | "fn", number>;
const cells = ["tp", "fp", "tn", "fn"] as const;

interface Group extends Counts {
  axis: string;
  group: string;
}

/** A fairness report as a hospital would make it. */
interface Report {
  groups: Group[];
  overall: Counts;
  more: Record<string, unknown>;
}

const none = (): Counts => ({ tp: 0, fp: 0, tn: 0, fn: 0 });

/** What a hospital's patients are like. */
interface Hospital {
  readonly people: number;
  readonly prevalence: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Axes with the shares of their groups; site and language go together, as they do. */
  readonly axes: readonly { readonly axis: string; readonly shares: readonly number[] }[];
}

function hospitalFrom(random: Random): Hospital {
  const sizes = [
    ["age", 4],
    ["sex", 2],
    ["race-ethnicity", 5],
    ["language", 3],
    ["disability", 2],
    ["socioeconomic", 3],
    ["site", 2 + Math.floor(random() * 7)],
  ] as const;
  return {
    people: Math.round(Math.exp(between(random, Math.log(400), Math.log(40_000)))),
    prevalence: between(random, 0.02, 0.3),
    sensitivity: between(random, 0.6, 0.95),
    specificity: between(random, 0.7, 0.97),
    axes: sizes.map(([axis, count]) => {
      const raw = Array.from({ length: count }, () => between(random, 0.2, 1));
      const sum = raw.reduce((total, one) => total + one, 0);
      return { axis, shares: raw.map((one) => one / sum) };
    }),
  };
}

const chosen = (random: Random, shares: readonly number[]): number => {
  let left = random();
  for (const [i, share] of shares.entries()) {
    left -= share;
    if (left < 0) return i;
  }
  return shares.length - 1;
};

/**
 * A test of a model on a hospital's patients, each of whom is in one group of each axis.
 * @param size cases per patient, that have the same result: 1 for patients, more for windows of time
 */
function testOn(random: Random, hospital: Hospital, size: () => number = () => 1): Report {
  const { people, prevalence, sensitivity, specificity, axes } = hospital;
  const groups = axes.map(({ axis, shares }) => shares.map((_, i) => ({ axis, group: `${axis}-${i}`, ...none() })));
  const overall = none();
  for (let person = 0; person < people; person++) {
    const sick = random() < prevalence;
    const found = random() < (sick ? sensitivity : 1 - specificity);
    const cell = sick ? (found ? "tp" : "fn") : found ? "fp" : "tn";
    const cases = size();
    overall[cell] += cases;
    let first = 0;
    axes.forEach(({ shares }, i) => {
      // Half of the people are in the group of an axis that goes with their group of the one before.
      const at = i > 0 && random() < 0.5 ? first % shares.length : chosen(random, shares);
      first = at;
      (groups[i]?.[at] as Group)[cell] += cases;
    });
  }
  return { groups: groups.flat(), overall, more: {} };
}

const share = (x: number, n: number): number | undefined => (n > 0 ? x / n : undefined);
const rounded = (value: number | undefined, decimals: number): number | undefined =>
  value === undefined ? undefined : Number(value.toFixed(decimals));

/** States rates of each group as an author would, worked out before anything is published. */
function claimedOf({ groups }: Report, decimals: number): (Record<string, number | undefined> | undefined)[] {
  return groups.map(({ tp, fp, tn, fn }) => ({
    sensitivity: rounded(share(tp, tp + fn), decimals),
    specificity: rounded(share(tn, tn + fp), decimals),
    ppv: rounded(share(tp, tp + fp), decimals),
  }));
}

const mapCells = (counts: Counts, change: (count: number) => number | undefined): Counts =>
  Object.fromEntries(cells.map((cell) => [cell, change(counts[cell])])) as Counts;

/** A percentile bootstrap interval of a share. */
function bootstrapped(random: Random, x: number, n: number): readonly [number, number] {
  const again = Array.from({ length: 200 }, () => binomial(random, n, x / n) / n).toSorted((a, b) => a - b);
  return [again[4] as number, again[195] as number];
}

/** How honest reports are published: each takes a test and gives what is stated. */
const honest: Readonly<Record<string, (random: Random, hospital: Hospital) => Report>> = {
  exact: (random, hospital) => testOn(random, hospital),
  rounded: (random, hospital) => {
    const test = testOn(random, hospital);
    const unit = pick(random, [5, 10]);
    const change = (count: number): number => unit * Math.round(count / unit);
    return {
      overall: mapCells(test.overall, change),
      groups: test.groups.map((group) => ({ ...group, ...mapCells(group, change) })),
      more: { roundedTo: unit },
    };
  },
  suppressed: (random, hospital) => {
    const test = testOn(random, hospital);
    const change = (count: number): number | undefined => (count > 0 && count < 11 ? undefined : count);
    return {
      ...test,
      groups: test.groups.map((group) => ({ ...group, ...mapCells(group, change) })),
      more: { suppressed: true },
    };
  },
  weighted: (random, hospital) => {
    const test = testOn(random, hospital);
    const weights = new Map(test.groups.map(({ group }) => [group, between(random, 0.5, 2)]));
    const groups = test.groups.map((group) => ({
      ...group,
      ...mapCells(group, (count) => Number((count * (weights.get(group.group) ?? 1)).toFixed(1))),
    }));
    return { ...test, groups, more: { weighted: true } };
  },
  noisy: (random, hospital) => {
    const test = testOn(random, hospital);
    const scale = pick(random, [1, 4]);
    const noise = (): number => Math.round(-scale * Math.log(1 - random()) * (random() < 0.5 ? -1 : 1));
    const change = (count: number): number => Math.max(0, count + noise());
    return {
      overall: mapCells(test.overall, change),
      groups: test.groups.map((group) => ({ ...group, ...mapCells(group, change) })),
      more: { noise: { mechanism: "laplace", scale } },
    };
  },
  clustered: (random, hospital) => {
    const test = testOn(
      random,
      { ...hospital, people: Math.ceil(hospital.people / 4) },
      () => 1 + Math.floor(random() * 7),
    );
    return { ...test, more: { unit: pick(random, ["encounters", "windows"]) } };
  },
  bootstrapped: (random, hospital) => {
    const test = testOn(random, hospital);
    const claims = test.groups.map(({ tp, fn }) => {
      if (tp + fn === 0) return undefined;
      const [low, high] = bootstrapped(random, tp, tp + fn);
      return {
        sensitivity: rounded(tp / (tp + fn), 3),
        sensitivityLow: rounded(low, 3),
        sensitivityHigh: rounded(high, 3),
      };
    });
    return { ...test, more: { claims } };
  },
};

/** A fairness report as evidence. */
function evidenceOf(report: Report, decimals: number, original: Report, more: object = {}): Given {
  const { claims, ...rest } = report.more;
  const stated = (claims as readonly unknown[] | undefined) ?? claimedOf(original, decimals);
  return {
    kind: "FairnessReport",
    value: {
      metadata: { id: "fairness", date: "2026-11-01", by: "Data science" },
      threshold: 0.5,
      setting: "external",
      period: { from: "2026-01-01", to: "2026-09-30" },
      axesExclusive: ["age", "sex", "race-ethnicity", "language", "disability", "socioeconomic", "site"],
      ...more,
      ...rest,
      overall: report.overall,
      groups: report.groups.map((group, i) => ({ ...group, claimed: stated[i] })),
    },
  };
}

const listOf = (context: RuleContext, list: "contradictions" | "implausible"): number =>
  (context.get(`facts.evidence.${list}`) as readonly unknown[] | undefined)?.length ?? 0;

/** Honest reports of each way to publish: how many are said to contradict themselves, or show a sign of forgery. */
export function honestRows(each: number, seed: number): Row[] {
  const total = { runs: 0, contradictions: 0, signs: 0 };
  const rows = Object.entries(honest).map(([name, publish], kind): Row[] => {
    let [contradictions, signs] = [0, 0];
    for (let run = 0; run < each; run++) {
      const random = randomFrom(seed + 1_000_003 * kind + run);
      const report = publish(random, hospitalFrom(random));
      const context = contextOf({}, [evidenceOf(report, pick(random, [2, 3]), report)]);
      if (listOf(context, "contradictions") > 0) contradictions++;
      if (listOf(context, "implausible") > 0) signs++;
    }
    total.runs += each;
    total.contradictions += contradictions;
    total.signs += signs;
    return [
      { what: `${name}: called contradictory`, runs: each, found: contradictions, limit: {} },
      { what: `${name}: shows a sign of forgery`, runs: each, found: signs, limit: {} },
    ];
  });
  const limit = { atMost: 0.001 };
  return [
    ...rows.flat(),
    { what: "all: called contradictory", runs: total.runs, found: total.contradictions, limit },
    { what: "all: shows a sign of forgery", runs: total.runs, found: total.signs, limit },
  ];
}

/** Two reports of one hospital, the later of which may be forged. */
interface Forged {
  readonly reports: readonly Given[];
}

const laterPeriod = { period: { from: "2026-10-01", to: "2026-10-31" } };

/** Ways to forge a report, each made from an honest test. */
const forgeries: Readonly<Record<string, (random: Random, hospital: Hospital) => Forged>> = {
  "a test of a tenth of the cases, multiplied by ten": (random, hospital) => {
    const small = testOn(random, { ...hospital, people: Math.max(200, Math.ceil(hospital.people / 10)) });
    const times = (counts: Counts): Counts => mapCells(counts, (count) => 10 * count);
    const groups = small.groups.map((group) => ({ ...group, ...times(group) }));
    const report = { overall: times(small.overall), groups, more: {} };
    return { reports: [evidenceOf(report, 3, report)] };
  },
  "a test of a third of the cases, multiplied by three": (random, hospital) => {
    const small = testOn(random, { ...hospital, people: Math.max(200, Math.ceil(hospital.people / 3)) });
    const times = (counts: Counts): Counts => mapCells(counts, (count) => 3 * count);
    const groups = small.groups.map((group) => ({ ...group, ...times(group) }));
    const report = { overall: times(small.overall), groups, more: {} };
    return { reports: [evidenceOf(report, 3, report)] };
  },
  "the same rates in every group, to the nearest case": (random, hospital) => {
    const test = testOn(random, hospital);
    const { sensitivity, specificity } = hospital;
    const groups = test.groups.map((group) => {
      const [sick, well] = [group.tp + group.fn, group.fp + group.tn];
      const [tp, tn] = [Math.round(sick * sensitivity), Math.round(well * specificity)];
      return { ...group, tp, fn: sick - tp, tn, fp: well - tn };
    });
    const report = { ...test, groups, more: { overall: undefined } };
    return { reports: [evidenceOf(report, 3, report)] };
  },
  "invented last digits: half of them three or seven": (random, hospital) => {
    const test = testOn(random, { ...hospital, people: 40_000 });
    const groups = test.groups.map((group) => ({
      ...group,
      ...mapCells(group, (count) =>
        count < 100 || random() < 0.5 ? count : 10 * Math.floor(count / 10) + pick(random, [3, 7]),
      ),
    }));
    const report = { ...test, groups, more: { overall: undefined } };
    return { reports: [evidenceOf(report, 3, report)] };
  },
  "a row of age copied to race and ethnicity": (random, hospital) => {
    const test = testOn(random, hospital);
    const row = test.groups.find(({ axis }) => axis === "age") as Group;
    const groups = test.groups.map((group) =>
      group.group === "race-ethnicity-0" ? { ...row, axis: group.axis, group: group.group } : group,
    );
    const report = { ...test, groups, more: { overall: undefined } };
    return { reports: [evidenceOf(report, 3, report)] };
  },
  "the report of the months before, with a new period": (random, hospital) => {
    const test = testOn(random, hospital);
    return { reports: [evidenceOf(test, 3, test), evidenceOf(test, 3, test, laterPeriod)] };
  },
  "three rows of the months before in a new report": (random, hospital) => {
    const [before, now] = [testOn(random, hospital), testOn(random, hospital)];
    const groups = now.groups.map((group, i) => (i < 3 ? (before.groups[i] as Group) : group));
    const report = { ...now, groups, more: { overall: undefined } };
    return { reports: [evidenceOf(before, 3, before), evidenceOf(report, 3, report, laterPeriod)] };
  },
};

/** Forged reports that show a sign or contradict themselves, and honest pairs of reports that do. */
export function forgedRows(each: number, seed: number): Row[] {
  const rows = Object.entries(forgeries).map(([what, forge], kind): Row => {
    let found = 0;
    for (let run = 0; run < each; run++) {
      const random = randomFrom(seed + 2_000_003 * (kind + 1) + run);
      const hospital = { ...hospitalFrom(random), people: Math.round(between(random, 3000, 20_000)) };
      const context = contextOf({}, forge(random, hospital).reports);
      if (listOf(context, "implausible") + listOf(context, "contradictions") > 0) found++;
    }
    return { what, runs: each, found, limit: { atLeast: 0.9 } };
  });
  let pairs = 0;
  for (let run = 0; run < each; run++) {
    const random = randomFrom(seed + 90_000_001 + run);
    const hospital = hospitalFrom(random);
    const [before, now] = [testOn(random, hospital), testOn(random, hospital)];
    const context = contextOf({}, [evidenceOf(before, 3, before), evidenceOf(now, 3, now, laterPeriod)]);
    if (listOf(context, "implausible") + listOf(context, "contradictions") > 0) pairs++;
  }
  return [...rows, { what: "honest: two reports of two periods", runs: each, found: pairs, limit: { atMost: 0.001 } }];
}

const crossed = (context: RuleContext): boolean =>
  ((context.get("facts.monitoring.crossedSignals") as readonly unknown[] | undefined)?.length ?? 0) > 0;

/** Months in which nothing has changed, and months in which something has. */
export function monitoringRows(each: number, seed: number): Row[] {
  const month = (signals: object[], more: object = {}): Given => ({
    kind: "MonitoringReport",
    value: {
      metadata: { id: "m", date: "2026-11-20", by: "Quality" },
      period: { from: "2026-10-20", to: "2026-11-19" },
      signals,
      ...more,
    },
  });
  const watch = (signal: object): object => ({
    goLive: "2026-01-01",
    monitoring: { signals: [{ everyDays: 31, minimumCases: 50, owner: "quality", ...signal }] },
  });
  const count = (offset: number, run: (random: Random) => boolean): number => {
    let found = 0;
    for (let i = 0; i < each; i++) if (run(randomFrom(seed + offset + i))) found++;
    return found;
  };
  const discrimination = watch({ signal: "discrimination", metric: "sensitivity", threshold: 0.75 });
  const seen = (random: Random, truth: number, n: number): boolean =>
    crossed(
      contextOf(discrimination, [
        month([{ signal: "discrimination", value: binomial(random, n, truth) / n, currentCount: n }]),
      ]),
    );
  const gaps = (random: Random, low: number): boolean => {
    const groups = Array.from({ length: 8 }, (_, i) => {
      const tp = binomial(random, 60, i === 0 ? low : 0.85);
      return { axis: "site", group: `site-${i}`, tp, fn: 60 - tp, fp: 10, tn: 200 };
    });
    const spec = watch({ signal: "subgroup-performance", metric: "sensitivity", threshold: 0.1 });
    return crossed(contextOf(spec, [month([], { groups })]));
  };
  const drift = (random: Random, shift: number): boolean => {
    const [bins, n] = [10, 150];
    const shares = (mass: readonly number[], size: number): number[] => {
      const found = mass.map(() => 0);
      for (let i = 0; i < size; i++) {
        const at = chosen(random, mass);
        found[at] = (found[at] as number) + 1;
      }
      return found.map((one) => one / size);
    };
    const base = Array.from({ length: bins }, () => 1 / bins);
    const moved = base.map((one, i) => one * (1 + shift * (i < 5 ? -1 : 1)));
    const [expected, actual] = [shares(base, n), shares(moved, n)];
    const index = populationStabilityIndex(expected, actual, { expected: n, actual: n });
    return index !== undefined && index >= 0.1 && index > psiCriticalValue(bins, n, n, 0.999);
  };
  const row = (what: string, found: number, limit: Row["limit"]): Row => ({ what, runs: each, found, limit });
  return [
    row(
      "sensitivity 0.75 at an alarm of 0.75, 100 positives: alarm",
      count(1, (r) => seen(r, 0.75, 100)),
      { atMost: 0.04 },
    ),
    row(
      "sensitivity 0.55 at an alarm of 0.75, 100 positives: alarm",
      count(2e6, (r) => seen(r, 0.55, 100)),
      { atLeast: 0.9 },
    ),
    row(
      "eight fair sites of 60 positives, alarm at a gap of 0.1: alarm",
      count(4e6, (r) => gaps(r, 0.85)),
      { atMost: 0.05 },
    ),
    row(
      "one of eight sites at 0.45 against 0.85: alarm",
      count(6e6, (r) => gaps(r, 0.45)),
      { atLeast: 0.8 },
    ),
    row(
      "PSI of ten bins and 150 cases without drift, alarm at 0.1: alarm",
      count(8e6, (r) => drift(r, 0)),
      { atMost: 0.01 },
    ),
    row(
      "PSI of ten bins and 150 cases, half of the bins 60 % fuller: alarm",
      count(10e6, (r) => drift(r, 0.6)),
      { atLeast: 0.8 },
    ),
  ];
}
