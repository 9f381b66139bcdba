// Law as tables: what changes with the law changes here. Reviewed 2026-11-22, next review due with every release.

/** The European Economic Area: the Union's members and, by EEA Joint Committee Decision 154/2018, three more. */
export const eea: ReadonlySet<string> = new Set(
  "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE IS LI NO".split(" "),
);

/** The United States and its territories, as ISO 3166 countries. */
export const usTerritories: ReadonlySet<string> = new Set("US PR VI GU AS MP".split(" "));

/** Countries found adequate as a whole under GDPR Art. 45. */
export const adequate: ReadonlySet<string> = new Set("AD AR FO GG IM IL JE NZ GB CH UY".split(" "));

/**
 * Countries found adequate for some recipients only (GDPR Art. 45): the recipient has to be in scope. Brazil and
 * Japan: bodies under the general data-protection act; Canada: organisations under PIPEDA; Korea: under PIPA; United
 * States: organisations certified under the Data Privacy Framework.
 */
export const partlyAdequate: ReadonlySet<string> = new Set("BR CA JP KR US".split(" "));

/** Countries to which the United Kingdom lets data go as to itself (UK GDPR Art. 45A), the EEA included. */
export const ukAdequate: ReadonlySet<string> = new Set([...eea, ..."AD AR FO GG GI IM IL JE NZ CH UY KR".split(" ")]);

/** The same for some recipients only; the United States by the UK Extension to the Data Privacy Framework. */
export const ukPartlyAdequate: ReadonlySet<string> = new Set("CA JP US".split(" "));

/** Longest time to tell individuals of a breach, in days: 45 CFR 164.404, 16 CFR 318.4, C.R.S. 6-1-716. */
export const breachIndividualsDays = { hipaa: 60, ftc: 60, "US-CO": 30 } as const;
