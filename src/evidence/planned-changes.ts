import type { Json } from "../util/json.ts";

/**
 * True if the model changes on a schedule, or by a plan that a regulator approved, and the plan is written; undefined if
 * there is a plan and it is open how the model learns.
 * @param get the value at a path of the manifest, without template texts
 */
export function hasPlannedChanges(get: (path: string) => Json | undefined): boolean | undefined {
  const [learning, control, plan] = ["spec.model.learning", "spec.change.control", "spec.change.plan"].map(get);
  if (plan === undefined || control === "none") return false;
  if (learning === undefined) return undefined;
  return control === "pccp" || learning === "scheduled";
}
