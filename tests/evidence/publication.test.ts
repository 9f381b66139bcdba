import { describe, expect, test } from "vitest";
import { type Files, judgeTexts, told } from "./support.ts";

const head = (kind: string, id: string = "one"): string =>
  `apiVersion: caregate/v1\nkind: ${kind}\nmetadata: { id: ${id}, date: 2026-11-01, by: Data science }\n`;
const fairness = (rest: string, id?: string): string =>
  `${head("FairnessReport", id)}threshold: 0.5\nsetting: external\n${rest}`;

const whys = async (files: Files, spec: string = ""): Promise<unknown[]> =>
  told(await judgeTexts(spec, files), "contradictions").map(({ entry }) => entry["why"]);
const signs = async (files: Files): Promise<unknown[]> =>
  told(await judgeTexts("", files), "implausible").map(({ entry }) => entry["sign"]);

/** Two groups with rates that were worked out before counts were published, and totals of all. */
const groups = (
  female: string,
  male: string,
  more: string = "",
): string => `overall: { tp: 183, fp: 77, tn: 812, fn: 38 }
axesExclusive: [sex]
${more}groups:
  - { axis: sex, group: female, ${female}, claimed: { sensitivity: 0.84, specificity: 0.913, ppv: 0.712 } }
  - { axis: sex, group: male, ${male}, claimed: { sensitivity: 0.818, specificity: 0.914, ppv: 0.697 } }
`;
const exact = ["tp: 84, fp: 34, tn: 355, fn: 16", "tp: 99, fp: 43, tn: 457, fn: 22"] as const;
const toFives = ["tp: 85, fp: 35, tn: 355, fn: 15", "tp: 100, fp: 45, tn: 455, fn: 20"] as const;

describe("how counts were published", () => {
  test("counts as they are agree with their rates", async () => {
    expect(await whys({ "f.yaml": fairness(groups(...exact)) })).toEqual([]);
  });
  test("rounded counts agree where the rounding is stated, and not where it is not", async () => {
    const rounded = (more: string) =>
      groups(...toFives, more).replace("tp: 183, fp: 77, tn: 812, fn: 38", "tp: 185, fp: 75, tn: 810, fn: 40");
    expect(await whys({ "f.yaml": fairness(rounded("roundedTo: 5\n")) })).toEqual([]);
    expect((await whys({ "f.yaml": fairness(rounded("")) })).length).toBeGreaterThan(0);
  });
  test("a rate that no rounding explains is refuted", async () => {
    const wrong = groups(...toFives, "roundedTo: 5\n")
      .replace("sensitivity: 0.84,", "sensitivity: 0.55,")
      .replace("overall: { tp: 183, fp: 77, tn: 812, fn: 38 }\n", "");
    expect(await whys({ "f.yaml": fairness(wrong) })).toEqual([
      "sensitivity of sex female in f.yaml: stated 0.55, recomputed 0.8500",
    ]);
  });
  test("counts that are no multiples of what they are rounded to", async () => {
    const wrong = groups(...exact, "roundedTo: 5\n").replace("overall: { tp: 183, fp: 77, tn: 812, fn: 38 }\n", "");
    const [why] = await whys({ "f.yaml": fairness(wrong) });
    expect(why).toContain("tp of sex female");
    expect(why).toContain("a multiple of 5, to which counts are rounded");
  });
  test("counts that are no whole numbers, unless they are weighted or have noise", async () => {
    const half = groups("tp: 84.5, fp: 34, tn: 355, fn: 16", exact[1]);
    expect(await whys({ "f.yaml": fairness(half) })).toContain(
      "tp of sex female in f.yaml: stated 84.5, recomputed a whole number of cases",
    );
    const published = (more: string) => groups("tp: 84.5, fp: 34, tn: 355, fn: 16", exact[1], more);
    expect(await whys({ "f.yaml": fairness(published("weighted: true\n")) })).toEqual([]);
    expect(await whys({ "f.yaml": fairness(published("noise: { mechanism: laplace, scale: 1 }\n")) })).toEqual([]);
  });
  test("weighted groups may be more than all", async () => {
    const heavy = (more: string) => groups("tp: 190, fp: 90, tn: 900, fn: 40", exact[1], more);
    expect(await whys({ "f.yaml": fairness(heavy("weighted: true\n")) })).toEqual([]);
    expect((await whys({ "f.yaml": fairness(heavy("")) })).length).toBeGreaterThan(0);
  });
  test("noise explains as much as its scale does", async () => {
    const noisy = (scale: number) =>
      groups("tp: 90, fp: 31, tn: 351, fn: 11", exact[1], `noise: { mechanism: laplace, scale: ${scale} }\n`);
    expect(await whys({ "f.yaml": fairness(noisy(2)) })).toEqual([]);
    expect((await whys({ "f.yaml": fairness(noisy(0.01)) })).length).toBeGreaterThan(0);
  });
  test("small cells may be left out", async () => {
    const small = "tp: 84, fp: 34, tn: 355, fn: null";
    expect(await whys({ "f.yaml": fairness(groups(small, exact[1], "suppressed: true\n")) })).toEqual([]);
  });
  test("the prevalence among windows is not that among patients", async () => {
    const spec = "  monitoring: { localPrevalence: 0.01 }\n";
    const at = (more: string): Files => ({
      "f.yaml": fairness(groups(...exact, more)).replace("setting: external", "setting: local-live"),
    });
    expect((await whys(at(""), spec)).length).toBe(1);
    expect(await whys(at("unit: windows\n"), spec)).toEqual([]);
    expect((await whys(at("unit: patients\n"), spec)).length).toBe(1);
  });
});

const axis = (name: string, rows: readonly (readonly number[])[]): string =>
  rows
    .map(
      ([tp, fp, tn, fn], i) =>
        `  - { axis: ${name}, group: ${name}-${i}, tp: ${tp}, fp: ${fp}, tn: ${tn}, fn: ${fn} }\n`,
    )
    .join("");
const age = [
  [171, 119, 683, 29],
  [257, 181, 1019, 45],
  [85, 61, 341, 17],
  [129, 97, 571, 23],
];
const race = [
  [301, 211, 1193, 53],
  [97, 83, 409, 19],
  [244, 164, 1012, 42],
];

describe("signs of forged counts", () => {
  test("counts as they come, of two periods, show none", async () => {
    const first = fairness(
      `period: { from: 2026-01-01, to: 2026-06-30 }\ngroups:\n${axis("age", age)}${axis("race-ethnicity", race)}`,
    );
    const later = age.map((row) => row.map((count, i) => count + 7 * i - 9));
    const second = fairness(`period: { from: 2026-07-01, to: 2026-09-30 }\ngroups:\n${axis("age", later)}`, "two");
    expect(await signs({ "f.yaml": first, "g.yaml": second })).toEqual([]);
  });
  test("a smaller test, multiplied", async () => {
    const seven = age.map((row) => row.map((count) => count * 7));
    expect(await signs({ "f.yaml": fairness(`groups:\n${axis("age", seven)}`) })).toEqual([
      "in f.yaml, all 16 counts are multiples of 7, as if a smaller test had been multiplied",
    ]);
    const stated = age.map((row) => row.map((count) => count * 5));
    expect(await signs({ "f.yaml": fairness(`roundedTo: 5\ngroups:\n${axis("age", stated)}`) })).toEqual([]);
    const hidden = age.map((row) => row.map((count) => count * 35));
    expect(await signs({ "f.yaml": fairness(`roundedTo: 5\ngroups:\n${axis("age", hidden)}`) })).toEqual([
      "in f.yaml, all 16 counts are multiples of 35, as if a smaller test had been multiplied",
    ]);
  });
  test("rates that scatter less than chance gives, unless thresholds were set for it", async () => {
    const even = Array.from({ length: 12 }, (_, i) => {
      const [sick, well] = [211 + 37 * i, 809 + 53 * i];
      const [tp, tn] = [Math.round(sick * 0.8512), Math.round(well * 0.9037)];
      return [tp, well - tn, tn, sick - tp];
    });
    // Half a case more or less keeps the rates from being the same to three decimals.
    const moved = even.map(([tp = 0, fp = 0, tn = 0, fn = 0], i) => [
      tp + (i % 2),
      fp - (i % 2),
      tn + (i % 2),
      fn - (i % 2),
    ]);
    const [sign] = await signs({ "f.yaml": fairness(`groups:\n${axis("site", moved)}`) });
    expect(sign).toMatch(
      /^in f\.yaml, rates of 12 groups scatter less than chance alone gives|are the same to three decimals/,
    );
    const thresholds = "mitigations: [{ measure: threshold, axis: site }]\n";
    const equalised = await signs({ "f.yaml": fairness(`${thresholds}groups:\n${axis("site", moved)}`) });
    expect(equalised.filter((one) => String(one).includes("scatter"))).toEqual([]);
  });
  test("last digits of invented numbers", async () => {
    const digits = Array.from({ length: 15 }, (_, i) => [
      143 + 10 * i,
      297 + 20 * i,
      1003 + 110 * i,
      107 + 10 * (i % 9),
    ]);
    const [sign] = await signs({ "f.yaml": fairness(`groups:\n${axis("site", digits)}`) });
    expect(sign).toMatch(/^in f\.yaml, of 60 counts 30 end in 3 and 0 in 0, which chance does not give/);
  });
  test("a row copied from one axis to another, where the groups are not the same people", async () => {
    const copied = [race[0] as number[], age[1] as number[], race[2] as number[]];
    expect(
      await signs({ "f.yaml": fairness(`groups:\n${axis("age", age)}${axis("race-ethnicity", copied)}`) }),
    ).toEqual([
      "in f.yaml, race-ethnicity race-ethnicity-1 has the very counts of age age-1, which are not the same people",
    ]);
    // Who is asked nothing is not known on either axis.
    const unknown = [race[0] as number[], age[1] as number[]];
    const text = `groups:\n${axis("age", age)}${axis("race-ethnicity", unknown)}`;
    expect(await signs({ "f.yaml": fairness(text.replace("race-ethnicity-1", "not-collected")) })).toEqual([]);
    // A site may have one device.
    expect(await signs({ "f.yaml": fairness(`groups:\n${axis("site", age)}${axis("device-model", copied)}`) })).toEqual(
      [],
    );
  });
  test("a report with another period, and one of another version", async () => {
    const report = (period: string, id: string, more: string = "") =>
      fairness(`${more}period: { ${period} }\ngroups:\n${axis("age", age)}`, id);
    const first = report("from: 2026-01-01, to: 2026-06-30", "one");
    expect(await signs({ "f.yaml": first, "g.yaml": report("from: 2026-07-01, to: 2026-09-30", "two") })).toEqual([
      "in g.yaml, 4 rows have the very counts of f.yaml, which is about another period",
    ]);
    // A report on the same period may state the same counts once more.
    expect(await signs({ "f.yaml": first, "g.yaml": report("from: 2026-01-01, to: 2026-06-30", "two") })).toEqual([]);
    const before = report("from: 2026-01-01, to: 2026-06-30", "two", "subject: { modelVersion: 0.0.9 }\n");
    expect(await signs({ "f.yaml": first, "g.yaml": before })).toEqual([
      "in f.yaml, 4 rows have the very counts of g.yaml, which is about another version of the model",
    ]);
  });
  test("a month of monitoring with the tallies of another", async () => {
    const month = (from: string, to: string, alerts: number) =>
      `${head("MonitoringReport", from)}period: { from: ${from}, to: ${to} }\nsignals: []\nalerts: ${alerts}\noverrides: 1893\n`;
    const september = month("2026-09-01", "2026-09-30", 52_107);
    expect(await signs({ "m1.yaml": september, "m2.yaml": month("2026-10-01", "2026-10-31", 52_107) })).toEqual([
      "in m2.yaml, alerts and overrides are those of m1.yaml, which is about another period",
    ]);
    expect(await signs({ "m1.yaml": september, "m2.yaml": month("2026-10-01", "2026-10-31", 52_108) })).toEqual([]);
  });
});
