import type { Finding } from "../model/finding.ts";
/**
 * True if an open finding is worse than before: it failed and was unknown, a value is farther from its limit, or a value
 * decides that did not decide before. The order of elements has no effect. Each value is compared with one earlier value of
 * the same element, so that a second element of the same name counts as worse.
 */
export declare function hasWorsened(now: Pick<Finding, "outcome" | "decisive">, before: Pick<Finding, "outcome" | "decisive">): boolean;
