import type { DeploymentRef } from "./assemble-report.ts";
/** The deployments of one commit, by name. */
export type Deployments = ReadonlyMap<string, DeploymentRef>;
export declare const byName: (deployments: readonly DeploymentRef[]) => Deployments;
/**
 * The name that a deployment had before; undefined if it is new. A former name counts only if no deployment has that name
 * now, so that a copy does not inherit existing findings.
 */
export declare function earlierName(deployment: DeploymentRef, now: Deployments, before: Deployments): string | undefined;
/**
 * True if a deployment is another system: a value that identifies it changed or is no longer stated. A value that was not
 * stated before only adds to the description of the same system.
 */
export declare function isOtherSystem(now: DeploymentRef, before: DeploymentRef): boolean;
