import type { ClaimGate, GateScope, Report } from "../model/report.ts";
import { type Deployments } from "./lineage.ts";
/** The deployments before and after a change. */
export interface Lineage {
    readonly now: Deployments;
    readonly before: Deployments;
}
/**
 * Compares a report with the report of the commit that the change starts from. A finding is the same if rule and deployment
 * are the same and no decisive value has become worse.
 * @param before the report of that commit, evaluated with the same rules
 * @param gate `new`: existing findings do not block; errors of input files still do
 */
export declare function withBaseline(report: Report, before: Report, lineage: Lineage, { commit, gate, claims }: {
    readonly commit: string;
    readonly gate: GateScope;
    readonly claims: ClaimGate;
}): Report;
