import type { Imported } from "./types.ts";
/**
 * Reads the `metadata.json` of a MONAI bundle. It becomes a ModelCard (`intended_use`, of which what the bundle is not
 * to be used for is out of scope; `contraindications` or `out_of_scope`; `limitations` or `warning`; `data_source` as training data) and, when `eval_metrics` has figures of
 * ours, a ValidationReport. `name` and `version` say which model it is about and `authors` who made it; there is no date.
 */
export declare function importMonai(file: string, text: string): Imported;
