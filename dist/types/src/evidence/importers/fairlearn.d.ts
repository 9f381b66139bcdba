import type { ImportOptions, Imported } from "./types.ts";
/**
 * Reads the groups of a Fairlearn `MetricFrame`, written as JSON or CSV:
 *
 * ```
 * { "sensitive_features": ["sex"], "overall": { "count": 200 }, "by_group": TABLE }
 * ```
 *
 * TABLE is what pandas makes of `by_group`, as `tableIn` reads it; groups of two attributes are lists or the text of a
 * tuple. In place of one table there may be one for each attribute (`{"sex": TABLE}` or `{"sex": {"by_group":
 * TABLE}}`), also under `group_metrics`, `fairness_metrics.group_metrics` or at the root, or a list of maps that each
 * name their attribute. `overall`, `difference`, `ratio` and the like are never groups. Differences between groups
 * beside a table (`demographic_parity_difference`), or those of `fairness_metrics.fairness_metrics`
 * (`{"sex_demographic_parity": {"difference": 0.02}}`), are claims on gaps.
 *
 * Counts are those named tp, fp, tn, fn; or they follow exactly from `count` and unrounded rates. Model, version and
 * date are read where the file has `model_info` or `model_name`, `model_version`, `date` or `generation_date`.
 */
export declare function importFairlearn(file: string, text: string, options?: ImportOptions): Imported;
/**
 * Reads figures by group of any tool: the shapes above as JSON, or a CSV with a row for each group. The row names its
 * group by a column such as `sex`, by `attribute` and `group`, or by both in one (`sex: female`).
 * Columns with other names are read by those that the manifest gives them in `columns`.
 */
export declare function importGroupMetrics(file: string, text: string, options?: ImportOptions): Imported;
