import type { Imported } from "./types.ts";
/**
 * Reads the results of evaluations as Hugging Face keeps them (`eval_results.yaml`): a list of values reached on the
 * tasks of benchmark data sets. Each becomes a ValidationReport on that data set, dated, and made by the user or
 * organisation named as its source. The file does not say what is measured (the benchmark does), so that the value
 * stands without the name of a metric. A template with its placeholders is refused.
 */
export declare function importHuggingFaceEval(file: string, text: string): Imported;
