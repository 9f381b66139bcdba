import type { DeploymentRef } from "./assemble-report.ts";

/** The deployments of one state, by name. */
export type Deployments = ReadonlyMap<string, DeploymentRef>;

export const byName = (deployments: readonly DeploymentRef[]): Deployments =>
  new Map(deployments.map((one) => [one.name, one]));

/**
 * The name that a deployment had in an earlier state; undefined if it is a new one.
 * A former name counts only if nothing has that name now: a copy does not inherit what was open.
 */
export function earlierName(deployment: DeploymentRef, now: Deployments, before: Deployments): string | undefined {
  if (before.has(deployment.name)) return deployment.name;
  return deployment.formerly.findLast((name) => before.has(name) && !now.has(name));
}

/**
 * True if what runs is another system: a value that says what it is changed or is no longer stated. A value that was not
 * stated before only says more of the same system.
 */
export function isOtherSystem(now: DeploymentRef, before: DeploymentRef): boolean {
  return before.system.some((value, i) => value !== null && value !== now.system[i]);
}
