import type { Imported } from "./types.ts";
/**
 * Reads one or several test results of AI Verify. Each result of the fairness toolbox for classification becomes a
 * FairnessReport with the rates of the positive class (`1` or `true` of two). The format has no counts.
 *
 * The toolbox divides a group's numbers by the cases of all groups, so its "True Positive Rate" is not the group's
 * rate. The opposite rate has the same divisor, so the group's own rate is the stated rate divided by the sum of both.
 *
 * The report takes its date from `startTime` and names the test data set. The format names the model only as a file, so
 * the report names no model or version. Results of other plugins are reported and skipped.
 */
export declare function importAiVerify(file: string, text: string): Imported;
