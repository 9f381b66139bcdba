import type { ClaimGate, GateScope, Report } from "../model/report.ts";
import { type Deployments } from "./lineage.ts";
/** The deployments of both states. */
export interface Lineage {
    readonly now: Deployments;
    readonly before: Deployments;
}
/**
 * Compares a report with that of the state before a change. Findings are the same when rule and deployment are, and
 * nothing that decides has become worse.
 * @param before the earlier state, judged by the same rules
 * @param gate `new` lets through what was open before; inputs that cannot be read stop a change all the same
 */
export declare function withBaseline(report: Report, before: Report, lineage: Lineage, { commit, gate, claims }: {
    readonly commit: string;
    readonly gate: GateScope;
    readonly claims: ClaimGate;
}): Report;
