import type { Document } from "../model/document.ts";
import type { LapsedRules } from "../model/report.ts";
import type { Finding } from "../model/finding.ts";
import type { ClaimedValue, DeploymentRef } from "./assemble-report.ts";
/** What a manifest states that may decide which rules apply. */
export declare function claimsOf({ value }: Document): ClaimedValue[];
/** A state of a repository, as far as it shows which rules apply. */
export interface AppliedRules {
    readonly findings: readonly Finding[];
    readonly deployments: readonly DeploymentRef[];
}
/** Rules that applied to a deployment and no longer do, by deployment, with the claims that changed. */
export declare function findLapsedRules(before: AppliedRules, after: AppliedRules): LapsedRules[];
