import type { Json } from "../util/json.ts";
/**
 * Writes a condition on one line for messages on small changes of it, which policies repeat under `equivalent`. It is no
 * text that can be read back: `notation/` has that one.
 */
export declare function summarise(expression: Json): string;
/** A summary, its middle left out where it is long. */
export declare function shortSummary(expression: Json): string;
