import type { Finding } from "../model/finding.ts";
/**
 * True if an open finding is worse than it was: it failed where it was unknown, a value is farther from its limit, or
 * something decides that did not decide before. The order in which things stand makes no difference. Each value is set
 * against one earlier value of the same element, so that a second element of the same name counts.
 */
export declare function hasWorsened(now: Pick<Finding, "outcome" | "decisive">, before: Pick<Finding, "outcome" | "decisive">): boolean;
