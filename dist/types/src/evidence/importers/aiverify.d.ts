import type { Imported } from "./importer.ts";
/**
 * Reads test results of AI Verify: one, or a list of them. Those of the fairness toolbox for classification become a
 * FairnessReport each, of claims only, since the format has rates by group and no counts: those of the positive class
 * (`1` or `true` of two). It is dated by `startTime` and names the test data set; the model is known only as a file, so
 * that no model or version is named. Results of other plugins are named and left out.
 */
export declare function importAiVerify(file: string, text: string): Imported;
