import type { DeploymentRef } from "./assemble-report.ts";

/** The deployments of one commit, by name. */
export type Deployments = ReadonlyMap<string, DeploymentRef>;

export const byName = (deployments: readonly DeploymentRef[]): Deployments =>
  new Map(deployments.map((one) => [one.name, one]));

/**
 * The name that a deployment had before; undefined if it is new. A former name counts only if no deployment has that name
 * now, so that a copy does not inherit existing findings.
 */
export function earlierName(deployment: DeploymentRef, now: Deployments, before: Deployments): string | undefined {
  if (before.has(deployment.name)) return deployment.name;
  return deployment.formerly.findLast((name) => before.has(name) && !now.has(name));
}

/**
 * True if a deployment is another system: a value that identifies it changed or is no longer stated. A value that was not
 * stated before only adds to the description of the same system.
 */
export function isOtherSystem(now: DeploymentRef, before: DeploymentRef): boolean {
  return before.system.some((value, i) => value !== null && value !== now.system[i]);
}
