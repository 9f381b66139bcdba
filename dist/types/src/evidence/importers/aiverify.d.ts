import type { Imported } from "./types.ts";
/**
 * Reads test results of AI Verify: one, or a list of them. Those of the fairness toolbox for classification become a
 * FairnessReport each, of claims only, since the format has rates by group and no counts: those of the positive class
 * (`1` or `true` of two). The toolbox divides what it counts in a group by the cases of all groups, so that its "True
 * Positive Rate" is no rate of the group; but it divides the opposite by the same number, so that the group's own rate
 * is the one over the sum of both. The report is dated by `startTime` and names the test data set; the model is known
 * only as a file, so that no model or version is named. Results of other plugins are named and left out.
 */
export declare function importAiVerify(file: string, text: string): Imported;
