// Ways to hide a gap, and honest reports that look like them, evaluated by the rules of the fairness pack.
import { binomial, uniform } from "./random.mjs";

const PEOPLE = 44_000;
const PREVALENCE = 0.09;
const RACES = { white: 0.69, black: 0.18, hispanic: 0.13 };
/** Axes that divide the same people by chance, and the share of their first group. */
const OTHERS = {
  age: ["18-64", "65 and over", 0.52],
  sex: ["female", "male", 0.5],
  language: ["english", "other", 0.89],
  socioeconomic: ["most deprived quarter", "others", 0.25],
  site: ["main", "east", 0.63],
};
const CELLS = ["tp", "fp", "tn", "fn"];
const REPORT = "evidence.fairnessReports[0]";
/** The days of the report of the base. */
const PERIOD = { from: "2026-07-01", to: "2026-09-05" };

function groupOf(random, people, sensitivity) {
  const positives = binomial(random, people, PREVALENCE);
  const [tp, fp] = [binomial(random, positives, sensitivity), binomial(random, people - positives, 0.09)];
  return { tp, fp, tn: people - positives - fp, fn: positives - tp };
}

const add = (groups) =>
  Object.fromEntries(CELLS.map((cell) => [cell, groups.reduce((sum, one) => sum + one[cell], 0)]));
const times = (group, factor) => ({
  ...group,
  ...Object.fromEntries(CELLS.map((cell) => [cell, group[cell] * factor])),
});

/** Races with their counts, and the same people by the other axes. */
function population(random, sensitivityOfBlack, people = PEOPLE) {
  const races = Object.entries(RACES).map(([group, share]) => ({
    axis: "race-ethnicity",
    group,
    ...groupOf(random, Math.round(people * share), group === "black" ? sensitivityOfBlack : 0.85),
  }));
  return { races, others: otherAxes(random, races) };
}

function otherAxes(random, races) {
  const all = add(races);
  return Object.entries(OTHERS).flatMap(([axis, [first, second, share]]) => {
    const one = Object.fromEntries(CELLS.map((cell) => [cell, binomial(random, all[cell], share)]));
    const rest = Object.fromEntries(CELLS.map((cell) => [cell, all[cell] - one[cell]]));
    return [
      { axis, group: first, ...one },
      { axis, group: second, ...rest },
    ];
  });
}

const served = (groups) =>
  [
    ...groups,
    ...Object.entries(OTHERS).flatMap(([axis, [a, b, share]]) => [
      [axis, a, share],
      [axis, b, 1 - share],
    ]),
  ].map(([axis, group, share]) => ({ axis, group, share }));
const SERVED = served(Object.entries(RACES).map(([group, share]) => ["race-ethnicity", group, share]));

const report = ({ races, others }) => ({
  [`${REPORT}.overall`]: add(races),
  [`${REPORT}.groups`]: [...races, ...others],
  [`${REPORT}.servedPopulation`]: SERVED,
});
const another = (date, groups, setting = "local-silent") => ({
  "evidence.fairnessReports[1]": {
    metadata: { id: "another", date, by: "clinical-informatics" },
    subject: { system: "sepsis-early-warning", model: "sepsis-net", modelVersion: "3.2.0" },
    threshold: 0.5,
    setting,
    decision: "acceptable",
    mitigations: [],
    groups,
  },
});
/** A second report on the cases of the first. */
const sameTest = (groups) => {
  const [[name, second]] = Object.entries(another("2026-09-12", groups));
  const { setting, threshold } = second;
  return {
    [name]: { ...second, period: PERIOD },
    ...Object.fromEntries(
      Object.entries({ setting, threshold, period: PERIOD }).map(([field, value]) => [`${REPORT}.${field}`, value]),
    ),
  };
};
/** Plans for the groups with fewest cases; without one, a fair model may stay undecided about them. */
const PLANS = [
  { axis: "disability", by: "2027-06-30" },
  { axis: "race-ethnicity", groups: ["black", "hispanic", "smaller groups"], by: "2027-11-30" },
  { axis: "language", groups: ["other"], by: "2027-11-30" },
  { axis: "socioeconomic", groups: ["most deprived quarter"], by: "2027-11-30" },
];
const plan = (...plans) => ({
  "spec.fairness.maxSensitivityGap": null,
  "spec.monitoring.collection": [...PLANS, ...plans],
});
const without = ({ races, others }, name) => ({ races: races.filter(({ group }) => group !== name), others });
const excused = (reason) => ({
  "spec.fairness.axes": ["age", "sex", "language", "socioeconomic", "site"],
  "spec.fairness.axesExcused": [
    { axis: "disability", reason: "no-data-yet" },
    { axis: "race-ethnicity", reason },
  ],
});

/** A report with each of its counts changed, and how it says that they were. */
const published = (given, change, said) => ({
  ...given,
  ...Object.fromEntries(Object.entries(said).map(([field, value]) => [`${REPORT}.${field}`, value])),
  [`${REPORT}.overall`]: changed(given[`${REPORT}.overall`], change),
  [`${REPORT}.groups`]: given[`${REPORT}.groups`].map((group) => changed(group, change)),
});
const changed = (group, change) => ({
  ...group,
  ...Object.fromEntries(CELLS.filter((cell) => group[cell] !== undefined).map((cell) => [cell, change(group[cell])])),
});
const toTen = (count) => 10 * Math.round(count / 10);
const noise = (random, scale) => (count) =>
  Math.max(0, count + Math.round(-scale * Math.log(1 - random()) * (random() < 0.5 ? -1 : 1)));
const laplace = (scale) => ({ noise: { mechanism: "laplace", scale } });

/** A report without the group that the model fails, as if nobody of it were served. */
function dropped(random) {
  const { races, others } = population(random, 0.6);
  const given = report({ races, others });
  const listed = SERVED.filter(({ group }) => group !== "black");
  return {
    ...given,
    [`${REPORT}.servedPopulation`]: listed,
    [`${REPORT}.groups`]: [...without({ races }, "black").races, ...others],
  };
}

/** Each hides that the model misses 40 % of the cases in one group. */
export const dodges = {
  "the group is dropped": (random) => {
    const people = population(random, 0.6);
    return { ...report(people), [`${REPORT}.groups`]: [...without(people, "black").races, ...people.others] };
  },
  "the group is dropped, in the total too": (random) => {
    const { races } = without(population(random, 0.6), "black");
    return report({ races, others: otherAxes(random, races) });
  },
  "the group is dropped, and counts are rounded": (random) => published(dropped(random), toTen, { roundedTo: 10 }),
  "the group is dropped, and counts are noisy": (random) => published(dropped(random), noise(random, 4), laplace(4)),
  "counts are so noisy that they say nothing": (random) =>
    published(report(population(random, 0.6)), noise(random, 500), laplace(500)),
  "the group is dropped, and counts are weighted": (random) =>
    published(dropped(random), (count) => count, { weighted: true }),
  "the group is dropped, and a cell of another is hidden": (random) => {
    const given = dropped(random);
    const hidden = given[`${REPORT}.groups`].map((one) => (one.group === "hispanic" ? { ...one, fn: null } : one));
    return { ...given, ...plan(), [`${REPORT}.groups`]: hidden, [`${REPORT}.suppressed`]: true };
  },
  "the group stands in a second report of the same cases": (random) => {
    const { races, others } = population(random, 0.6);
    const black = races.filter(({ group }) => group === "black");
    const given = {
      ...report({ races, others }),
      [`${REPORT}.groups`]: [...without({ races }, "black").races, ...others],
    };
    const second = sameTest(black);
    return { ...given, ...second, [`${REPORT}.overall`]: null };
  },
  "the group is merged into another": (random) => {
    const { races, others } = population(random, 0.6);
    const merged = { axis: "race-ethnicity", group: "other", ...add(races.slice(1)) };
    return { ...report({ races, others }), [`${REPORT}.groups`]: [races[0], merged, ...others] };
  },
  "a newer report looks better": (random) => ({
    ...report(population(random, 0.85)),
    ...another("2026-09-12", population(random, 0.6).races),
  }),
  "the axis is excused, without a plan": (random) => ({
    ...report({ races: population(random, 0.6).races, others: [] }),
    [`${REPORT}.groups`]: population(random, 0.85).others,
    ...excused("no-data-yet"),
  }),
  "the axis is called irrelevant": (random) => ({
    ...report(population(random, 0.85)),
    [`${REPORT}.groups`]: population(random, 0.85).others,
    [`${REPORT}.overall`]: null,
    ...excused("not-relevant"),
    ...plan(),
  }),
  "the axis is called unlawful to collect, in the United States": (random) => ({
    ...report(population(random, 0.85)),
    [`${REPORT}.groups`]: population(random, 0.85).others,
    [`${REPORT}.overall`]: null,
    ...excused("not-lawful-to-collect"),
    ...plan(),
  }),
  "each record counts ten times": (random) => {
    const { races, others } = population(random, 0.85, PEOPLE / 10);
    return {
      ...report({ races: races.map((one) => times(one, 10)), others: others.map((one) => times(one, 10)) }),
      "spec.data.people": 23_000,
      "spec.monitoring.expectedPositivesPerDay": 6,
    };
  },
  "cases of development stand in for the place of use": (random) => ({
    ...report(population(random, 0.85)),
    [`${REPORT}.setting`]: "development-holdout",
  }),
  "synthetic cases stand in for the place of use": (random) => ({
    ...report(population(random, 0.85)),
    [`${REPORT}.setting`]: "synthetic",
  }),
};

/** Each treats all groups alike. */
export const honest = {
  "every group with its counts": (random) => ({ ...report(population(random, 0.85)), ...plan() }),
  "a small group, with a plan to collect its cases": (random) => {
    const { races } = population(random, 0.85);
    const small = { axis: "race-ethnicity", group: "asian", ...groupOf(random, 400, 0.85) };
    const all = [...races, small];
    return {
      ...report({ races: all, others: otherAxes(random, all) }),
      [`${REPORT}.servedPopulation`]: [...SERVED, { axis: "race-ethnicity", group: "asian", share: 0.009 }],
      ...plan({ axis: "race-ethnicity", groups: ["asian"], by: "2028-06-30", addedPerYear: 200 }),
    };
  },
  "small groups, pooled by a rule of before": (random) => {
    const { races } = population(random, 0.85);
    const pooled = { axis: "race-ethnicity", group: "smaller groups", ...groupOf(random, 6_000, 0.85) };
    const all = [...races, pooled];
    return {
      ...report({ races: all, others: otherAxes(random, all) }),
      ...plan(),
      [`${REPORT}.servedPopulation`]: [
        ...SERVED,
        { axis: "race-ethnicity", group: "asian", share: 0.07 },
        { axis: "race-ethnicity", group: "native american", share: 0.05 },
      ],
      "spec.fairness.pooling": [
        { axis: "race-ethnicity", groups: ["asian", "native american"], into: "smaller groups", stated: "2026-05-01" },
      ],
    };
  },
  "a report of before the last change showed a gap": (random) => ({
    ...report(population(random, 0.85)),
    ...plan(),
    ...another("2026-08-12", population(random, 0.6).races),
  }),
  "an axis is excused, with a plan": (random) => ({
    ...report({ ...population(random, 0.85) }),
    [`${REPORT}.groups`]: population(random, 0.85).others,
    [`${REPORT}.overall`]: null,
    ...excused("no-data-yet"),
    ...plan({ axis: "race-ethnicity", by: "2027-06-30" }),
  }),
  "several stays of each patient, and the patients": (random) => ({
    ...report(population(random, 0.85)),
    ...plan(),
    [`${REPORT}.patients`]: 40_000,
    [`${REPORT}.encounters`]: PEOPLE,
  }),
  "a holdout beside the report of the place of use": (random) => ({
    ...report(population(random, 0.85)),
    ...plan(),
    ...another("2026-09-12", population(random, 0.85).races, "development-holdout"),
  }),
  "a random tenth of the cases": (random) => ({
    ...report(population(random, 0.85)),
    ...plan(),
    [`${REPORT}.sampledShare`]: 0.1,
    "spec.monitoring.expectedPositivesPerDay": 600,
  }),
  "counts rounded to ten": (random) => ({
    ...published(report(population(random, 0.85)), toTen, { roundedTo: 10 }),
    ...plan(),
  }),
  "counts with a little noise": (random) => ({
    ...published(report(population(random, 0.85)), noise(random, 2), laplace(2)),
    ...plan(),
  }),
  "sums of weights": (random) => ({
    ...published(report(population(random, 0.85)), (count) => Number((count * 1.13).toFixed(1)), { weighted: true }),
    ...plan(),
    "spec.data.people": 60_000,
  }),
  "three windows of each stay": (random) => ({
    ...published(report(population(random, 0.85)), (count) => 3 * count, {
      unit: "windows",
      patients: PEOPLE,
      encounters: PEOPLE,
    }),
    ...plan(),
  }),
  "a small group with a hidden cell, and a plan": (random) => {
    const { races } = population(random, 0.85);
    const small = { axis: "race-ethnicity", group: "asian", ...groupOf(random, 400, 0.85) };
    const all = [...races, small];
    return {
      ...report({ races: all, others: otherAxes(random, all) }),
      [`${REPORT}.groups`]: [...races, { ...small, fn: null }, ...otherAxes(random, all)],
      [`${REPORT}.suppressed`]: true,
      [`${REPORT}.servedPopulation`]: [...SERVED, { axis: "race-ethnicity", group: "asian", share: 0.009 }],
      ...plan({ axis: "race-ethnicity", groups: ["asian"], by: "2028-06-30", addedPerYear: 200 }),
    };
  },
  "the groups of an axis in two reports of the same cases": (random) => {
    const { races, others } = population(random, 0.85);
    return {
      ...report({ races, others }),
      ...plan(),
      ...sameTest(races.slice(1)),
      [`${REPORT}.groups`]: [races[0], ...others],
    };
  },
  "a few people without a group": (random) => {
    const { races, others } = population(random, 0.85);
    const few = groupOf(random, 90, 0.85);
    return { ...report({ races, others }), ...plan(), [`${REPORT}.overall`]: add([...races, few]) };
  },
};

/** The rules that a dodge has to meet, and that an honest report must not. */
const RULES = ["cohorts-analysed", "nobody-left-out", "sensitivity-gap", "tested-before-live"];

/** How often some rule notices a variant: it fails, or it is undecided. */
export async function noticed(outcomes, variant, runs, seed) {
  const random = uniform(seed);
  let count = 0;
  for (let run = 0; run < runs; run++) {
    const found = await outcomes(variant(random));
    if (RULES.some((rule) => found[`fairness/${rule}`] !== "pass")) count += 1;
  }
  return count;
}
