import type { Json } from "../util/json.ts";
/**
 * True if the model changes on a schedule, or by a plan that a regulator approved, and the plan is written; undefined if
 * it is open how the model learns and this decides.
 * @param get the value at a path of the manifest, without template texts
 */
export declare function hasPlannedChanges(get: (path: string) => Json | undefined): boolean | undefined;
