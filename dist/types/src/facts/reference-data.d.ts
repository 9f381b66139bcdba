/** The European Economic Area: the Union's members and, by EEA Joint Committee Decision 154/2018, three more. */
export declare const eea: ReadonlySet<string>;
/** The United States and its territories, as ISO 3166 countries. */
export declare const usTerritories: ReadonlySet<string>;
/** Countries found adequate as a whole under GDPR Art. 45. */
export declare const adequate: ReadonlySet<string>;
/**
 * Countries found adequate for some recipients only (GDPR Art. 45): the recipient has to be in scope. Brazil and
 * Japan: bodies under the general data-protection act; Canada: organisations under PIPEDA; Korea: under PIPA; United
 * States: organisations certified under the Data Privacy Framework.
 */
export declare const partlyAdequate: ReadonlySet<string>;
/** Countries to which UK GDPR Art. 45A permits transfers without another tool, the EEA included. */
export declare const ukAdequate: ReadonlySet<string>;
/**
 * The same for some recipients only. The United States are covered by the UK Extension to the Data Privacy Framework.
 */
export declare const ukPartlyAdequate: ReadonlySet<string>;
/** Longest time to notify individuals of a breach under federal law, in days: 45 CFR 164.404(b), 16 CFR 318.4(a). */
export declare const federalBreachDays = 60;
/** The time limit of a state for notifying people of a breach. */
export interface StateBreachLaw {
    /** In days. */
    readonly days: number;
    /** Its first day, as an ISO date. Absent for older laws. */
    readonly from?: string;
    /** Set if notice in time under HIPAA is enough for PHI. */
    readonly hipaaIsEnough?: true;
    /** The data categories that the law covers, if it does not cover health data. */
    readonly only?: readonly string[];
}
/** States whose laws set fewer days than federal law. In Florida and Maine the clock starts later than discovery. */
export declare const stateBreachLaws: ReadonlyMap<string, StateBreachLaw>;
/** A source attribute of a predictive intervention. */
export interface SourceAttribute {
    readonly key: string;
    /** Set if a card may answer that there is none. */
    readonly mayBeNotAvailable: boolean;
}
/**
 * The 31 source attributes of a predictive intervention, 45 CFR 170.315(b)(11)(iv)(B)(1) to (9). The developer may mark
 * eleven of them as not available: (B)(6), (B)(7)(iii) to (v), (B)(8)(ii) and (iv), and (B)(9).
 */
export declare const sourceAttributes: readonly SourceAttribute[];
/**
 * The dates from which chapter III of the AI Act applies (Regulation (EU) 2024/1689 art. 113 as amended by Regulation
 * (EU) 2026/1744): for systems of Annex III, for those of Annex I, and for older ones meant for public authorities
 * (art. 111).
 */
export declare const aiActHighRisk: {
    readonly annexIii: "2027-12-02";
    readonly annexI: "2028-08-02";
    readonly publicBodies: "2030-08-02";
};
/**
 * The dates from which a provider marks generated output: art. 50(2), and art. 111(4) of Regulation (EU) 2024/1689 as
 * amended by Regulation (EU) 2026/1744 for systems placed on the market before the first of the two dates.
 */
export declare const outputMarking: {
    readonly from: "2026-08-02";
    readonly earlierSystems: "2026-12-02";
};
/** The deadlines that a legacy device must meet to stay on the market. */
export interface LegacyTransition {
    /** Application of the manufacturer to a notified body. */
    readonly application: string;
    /** Signed agreement with the notified body. */
    readonly agreement: string;
    /** End of the transition period. */
    readonly end: string;
}
/**
 * Transitions of legacy devices: art. 120(3) to (3e) of Regulation (EU) 2017/745 as amended by Regulation (EU)
 * 2023/607, and art. 110(3) to (3e) of Regulation (EU) 2017/746 as amended by Regulation (EU) 2024/1860. Devices
 * certified by a notified body under Directive 98/79/EC have the dates of class D.
 */
export declare const legacyTransition: {
    readonly mdr: {
        readonly application: "2024-05-26";
        readonly agreement: "2024-09-26";
        readonly end: "2028-12-31";
    };
    readonly mdrIii: {
        readonly application: "2024-05-26";
        readonly agreement: "2024-09-26";
        readonly end: "2027-12-31";
    };
    readonly ivdrD: {
        readonly application: "2025-05-26";
        readonly agreement: "2025-09-26";
        readonly end: "2027-12-31";
    };
    readonly ivdrC: {
        readonly application: "2026-05-26";
        readonly agreement: "2026-09-26";
        readonly end: "2028-12-31";
    };
    readonly ivdrB: {
        readonly application: "2027-05-26";
        readonly agreement: "2027-09-26";
        readonly end: "2029-12-31";
    };
};
/** The date that stands for never. */
export declare const NEVER = "9999-12-31";
/**
 * The period in which certified health IT needs source attributes: 45 CFR 170.315(b)(11), 89 FR 1192. The proposal to
 * remove them (HTI-5, 90 FR 60970) was not final at the last review.
 */
export declare const hti1: {
    readonly from: "2025-01-01";
    readonly until: "9999-12-31";
};
/** Legal dates behind computed values, by path. Used to find the law that changes next. */
export declare const datesBehind: Readonly<Record<string, readonly string[]>>;
/** People in 12 months above which data of a kind are bulk data, de-identified or not: 28 CFR 202.205 and 202.206. */
export declare const bulkThreshold: {
    readonly health: 10000;
    readonly genetic: 100;
    readonly omic: 1000;
    readonly biometric: 1000;
    readonly geolocation: 1000;
    readonly financial: 10000;
    readonly personal: 100000;
};
