import type { Document } from "../model/document.ts";
import type { LapsedRules } from "../model/report.ts";
import type { Finding } from "../model/finding.ts";
import type { ClaimedValue, DeploymentRef } from "./assemble-report.ts";
/** The values of a manifest that may decide which rules apply, ordered by path. */
export declare function claimsOf({ value }: Document): ClaimedValue[];
/** The part of a result that shows which rules apply. */
export interface AppliedRules {
    readonly findings: readonly Finding[];
    readonly deployments: readonly DeploymentRef[];
}
/**
 * The rules that no longer apply, by deployment, with the claims that changed.
 * @param nameAfter the name after the change of a deployment with a name before it
 */
export declare function findLapsedRules(before: AppliedRules, after: AppliedRules, nameAfter?: (name: string) => string): LapsedRules[];
