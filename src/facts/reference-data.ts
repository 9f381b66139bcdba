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

/** Countries to which UK GDPR Art. 45A permits transfers without another tool, the EEA included. */
export const ukAdequate: ReadonlySet<string> = new Set([...eea, ..."AD AR FO GG GI IM IL JE NZ CH UY KR".split(" ")]);

/**
 * The same for some recipients only. The United States are covered by the UK Extension to the Data Privacy Framework.
 */
export const ukPartlyAdequate: ReadonlySet<string> = new Set("CA JP US".split(" "));

/** Longest time to notify individuals of a breach under federal law, in days: 45 CFR 164.404(b), 16 CFR 318.4(a). */
export const federalBreachDays = 60;

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
export const stateBreachLaws: ReadonlyMap<string, StateBreachLaw> = new Map<string, StateBreachLaw>([
  // Civ. Code 1798.82(a)(2); under (e) HIPAA settles the content of the notice and not its time
  ["US-CA", { days: 30, from: "2026-01-01" }],
  // C.R.S. 6-1-716(2)(a); where other law sets another time, the shorter one counts
  ["US-CO", { days: 30 }],
  // Fla. Stat. 501.171(4)(a) and (g)
  ["US-FL", { days: 30, hipaaIsEnough: true }],
  // 10 M.R.S. 1347(6), 1348(1): identity and account data
  ["US-ME", { days: 30, only: ["financial"] }],
  // N.Y. Gen. Bus. Law 899-aa(2)
  ["US-NY", { days: 30, from: "2024-12-21", hipaaIsEnough: true }],
  // RCW 19.255.010(8), 19.255.030
  ["US-WA", { days: 30, hipaaIsEnough: true }],
]);

/** A source attribute of a predictive intervention. */
export interface SourceAttribute {
  readonly key: string;
  /** Set if a card may answer that there is none. */
  readonly mayBeNotAvailable: boolean;
}

const mustBeTold =
  "developer_contact funding_source output_value output_type intended_use intended_population intended_users decision_role cautioned_uses known_risks_limits training_inclusion_exclusion sensitive_inputs training_representativeness training_relevance fairness_approach bias_management validity_internal fairness_internal validity_monitoring fairness_monitoring";
const mayBeMissing =
  "external_data_source external_tester external_representativeness external_process validity_external fairness_external outcome_evaluations validity_local fairness_local update_process correction_frequency";

/**
 * The 31 source attributes of a predictive intervention, 45 CFR 170.315(b)(11)(iv)(B)(1) to (9). The developer may mark
 * eleven of them as not available: (B)(6), (B)(7)(iii) to (v), (B)(8)(ii) and (iv), and (B)(9).
 */
export const sourceAttributes: readonly SourceAttribute[] = [
  ...mustBeTold.split(" ").map((key) => ({ key, mayBeNotAvailable: false })),
  ...mayBeMissing.split(" ").map((key) => ({ key, mayBeNotAvailable: true })),
];

/**
 * The dates from which chapter III of the AI Act applies (Regulation (EU) 2024/1689 art. 113 as amended by Regulation
 * (EU) 2026/1744): for systems of Annex III, for those of Annex I, and for older ones meant for public authorities
 * (art. 111).
 */
export const aiActHighRisk = { annexIii: "2027-12-02", annexI: "2028-08-02", publicBodies: "2030-08-02" } as const;

/**
 * The dates from which a provider marks generated output: art. 50(2), and art. 111(4) of Regulation (EU) 2024/1689 as
 * amended by Regulation (EU) 2026/1744 for systems placed on the market before the first of the two dates.
 */
export const outputMarking = { from: "2026-08-02", earlierSystems: "2026-12-02" } as const;

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
export const legacyTransition = {
  mdr: { application: "2024-05-26", agreement: "2024-09-26", end: "2028-12-31" },
  mdrIii: { application: "2024-05-26", agreement: "2024-09-26", end: "2027-12-31" },
  ivdrD: { application: "2025-05-26", agreement: "2025-09-26", end: "2027-12-31" },
  ivdrC: { application: "2026-05-26", agreement: "2026-09-26", end: "2028-12-31" },
  ivdrB: { application: "2027-05-26", agreement: "2027-09-26", end: "2029-12-31" },
} as const satisfies Readonly<Record<string, LegacyTransition>>;

/** The date that stands for never. */
export const NEVER = "9999-12-31";

/**
 * The period in which certified health IT needs source attributes: 45 CFR 170.315(b)(11), 89 FR 1192. The proposal to
 * remove them (HTI-5, 90 FR 60970) was not final at the last review.
 */
export const hti1 = { from: "2025-01-01", until: NEVER } as const;

/** Legal dates behind computed values, by path. Used to find the law that changes next. */
export const datesBehind: Readonly<Record<string, readonly string[]>> = {
  "facts.law.aiActHighRiskFrom": Object.values(aiActHighRisk),
  "facts.law.hti1InForce": [hti1.from, hti1.until],
};

/** People in 12 months above which data of a kind are bulk data, de-identified or not: 28 CFR 202.205 and 202.206. */
export const bulkThreshold = {
  health: 10_000,
  genetic: 100,
  omic: 1_000,
  biometric: 1_000,
  geolocation: 1_000,
  financial: 10_000,
  personal: 100_000,
} as const;
