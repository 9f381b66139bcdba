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
/** Countries to which the United Kingdom lets data go as to itself (UK GDPR Art. 45A), the EEA included. */
export declare const ukAdequate: ReadonlySet<string>;
/** The same for some recipients only; the United States by the UK Extension to the Data Privacy Framework. */
export declare const ukPartlyAdequate: ReadonlySet<string>;
/** Longest time to tell individuals of a breach, in days: 45 CFR 164.404, 16 CFR 318.4, C.R.S. 6-1-716. */
export declare const breachIndividualsDays: {
    readonly hipaa: 60;
    readonly ftc: 60;
    readonly "US-CO": 30;
};
