import type { DeploymentRef } from "./assemble-report.ts";
/** The deployments of one state, by name. */
export type Deployments = ReadonlyMap<string, DeploymentRef>;
export declare const byName: (deployments: readonly DeploymentRef[]) => Deployments;
/**
 * The name that a deployment had in an earlier state; undefined if it is a new one.
 * A former name counts only if nothing has that name now: a copy does not inherit what was open.
 */
export declare function earlierName(deployment: DeploymentRef, now: Deployments, before: Deployments): string | undefined;
/**
 * True if what runs is another system: a value that says what it is changed or is no longer stated. A value that was not
 * stated before only says more of the same system.
 */
export declare function isOtherSystem(now: DeploymentRef, before: DeploymentRef): boolean;
