export { normalInterval } from "../src/facts/calibration.ts";
export { observedToExpected } from "../src/facts/stats/calibration.ts";
export { decideGap, plannedGap, resolvableGap } from "../src/facts/stats/gap-decision.ts";
