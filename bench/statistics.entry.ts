export { decideGap, plannedGap, resolvableGap } from "../src/facts/stats/gap-decision.ts";
