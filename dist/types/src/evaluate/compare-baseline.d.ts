import type { GateScope, Report } from "../model/report.ts";
/**
 * Compares a report with that of the state before a change. Findings are the same when rule, deployment and path are,
 * wherever their lines moved.
 * @param before the earlier state, judged by the same rules
 * @param gate `new` lets through what was open before; inputs that cannot be read stop a change all the same
 */
export declare function withBaseline(report: Report, before: Report, commit: string, gate: GateScope): Report;
