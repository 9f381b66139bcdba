import type { DueDate, Register, RegisteredDeployment, RegisteredEvidence, RegisteredWaiver } from "../../model/register.ts";
import { type Severity } from "../../model/rule.ts";
/** A value, or the words for one that is not stated. */
export declare const stated: (value: string | null) => string;
export declare const ownerText: ({ owner: { name, role, email } }: RegisteredDeployment) => string;
export declare function modelText({ model: { name, version, provider } }: RegisteredDeployment): string;
export declare function vendorsText({ vendors }: RegisteredDeployment): string;
/** The level of the risk, and its classes by law. */
export declare function riskText({ risk: { level, euAiAct, fdaDevice, mdrClass } }: RegisteredDeployment): string;
/** The number of open findings of each severity, and how many of all are undecided. */
export declare function countFindings({ findings }: Pick<RegisteredDeployment, "findings">): Record<Severity, number> & {
    readonly undecided: number;
};
export declare function findingsText(deployment: Pick<RegisteredDeployment, "findings" | "waived">): string;
export declare const kindText: ({ kind }: RegisteredEvidence) => string;
export declare const ageText: ({ date, ageDays }: RegisteredEvidence) => string;
export declare const statusText: ({ status, reason }: RegisteredEvidence) => string;
export declare const waiverText: ({ from, until, status, approvedBy, covers }: RegisteredWaiver) => string;
export declare function whenText({ inDays }: DueDate): string;
export declare const concernsText: ({ deployments }: DueDate) => string;
export declare function stateText({ commit, asOf }: Register): string;
/** One sentence: how many deployments, how many in production, what is open and due. */
export declare function summaryText({ deployments, due, days, problems }: Register): string;
