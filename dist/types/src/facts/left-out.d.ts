import type { RuleContext } from "./context.ts";
import { type FairnessReport } from "./fairness-reports.ts";
/**
 * Derives who is left out of the reports that count: of each axis the newest that lists it.
 *
 * - `facts.fairness.leftOut`: groups that are served and have no results, and groups for the rest that others were
 *   merged into.
 * - `facts.fairness.eventCoverage`: positives over those expected in its period, with exact Poisson bounds. A report on
 *   a random part of the cases is compared with that part.
 * - `facts.fairness.peopleCoverage`: its patients, or its cases, over the people whose data are used in its period.
 */
export declare function leftOutFacts(context: RuleContext, reports: readonly FairnessReport[]): void;
