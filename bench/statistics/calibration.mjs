// How often a calibrated model fails the limits of calibration, by the functions that decide.
import { binomial, normal, uniform } from "./random.mjs";

/** The limits of the packs. */
const RATIO = { least: 0.8, most: 1.25 };
const SLOPE = { least: 0.8, most: 1.2 };
/** The error of the report that the facts divide among its groups. */
const REPORT_ERROR = 0.005;
const CASES = [200, 1_000, 5_000, 20_000, 200_000];
const PREVALENCES = [0.01, 0.1, 0.2];
const GROUPS = [5, 8, 40];

export const cells = CASES.flatMap((cases) =>
  PREVALENCES.flatMap((prevalence) => GROUPS.map((groups) => ({ cases, prevalence, groups }))),
);

/**
 * Whether some group of a calibrated model fails. Its events are those that its risks predict, its slope is 1 with an
 * error of 2 over the square root of the events, which is what a model of usual spread has.
 */
function fails({ observedToExpected, normalInterval }, random, { cases, prevalence, groups }) {
  const size = Math.round(cases / groups);
  return Array.from({ length: groups }).some(() => {
    const [events, expected] = [binomial(random, size, prevalence), size * prevalence];
    const ratio = observedToExpected(events, expected, REPORT_ERROR / groups);
    const error = 2 / Math.sqrt(Math.max(expected, 1));
    const slope = normalInterval(1 + error * normal(random), error, REPORT_ERROR / groups);
    const outside = ({ low, high }, { least, most }) => high < least || low > most;
    return outside(ratio, RATIO) || outside(slope, SLOPE);
  });
}

/** How many calibrated models of some fail. */
export function failuresIn(library, cell, runs, seed) {
  const random = uniform(seed);
  return Array.from({ length: runs }).filter(() => fails(library, random, cell)).length;
}
