import type { Imported } from "./types.ts";
/**
 * Reads the groups of a Fairlearn `MetricFrame`, written as JSON:
 *
 * ```
 * { "sensitive_features": ["sex"], "overall": { "count": 200 }, "by_group": TABLE }
 * ```
 *
 * TABLE is what pandas makes of `by_group`: `columns` (`{metric: {group: value}}`), `index` (`{group: {metric: value}}`),
 * `split` or `tight` (`{index, columns, data}`), `table` (`{schema, data}`) or `records`; groups of two attributes are
 * lists or the text of a tuple. In place of one table there may be one for each attribute (`{"sex": TABLE}`), also
 * under `group_metrics`, `fairness_metrics.group_metrics` or at the root, and each in `groups`. Differences between groups
 * beside a table (`demographic_parity_difference`), or those of `fairness_metrics.fairness_metrics`
 * (`{"sex_demographic_parity": {"difference": 0.02}}`), are claims on gaps.
 *
 * Counts are those named tp, fp, tn, fn; or they follow exactly from `count` and unrounded rates. Model, version and
 * date are read where the file has `model_info` or `model_name`, `model_version`, `date` or `generation_date`.
 */
export declare function importFairlearn(file: string, text: string): Imported;
