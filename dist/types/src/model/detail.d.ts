/**
 * Which outcomes of rules a result lists, each level with more than the one before: `open`, only failed and unknown
 * outcomes; `outcomes`, every outcome, of which only failed and unknown ones are explained; `explained`, every outcome
 * with its explanation. All levels count every outcome.
 */
export type Detail = "open" | "outcomes" | "explained";
