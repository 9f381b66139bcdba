import type { AttachedEvidence, RuleContext } from "./context.ts";
import { type FairnessReport } from "./fairness-reports.ts";
/**
 * Offers `facts.fairness.representationGap`, the smallest share in training over share among the people served, over
 * age, sex, race and ethnicity where the report has groups of them, and every axis whose shares it states. A group that
 * lacks either share may be the worst represented of all, so that without it nothing is known. Which axes is our
 * convention.
 */
export declare function representationFacts(context: RuleContext, reports: readonly FairnessReport[]): void;
/**
 * Offers `facts.fairness.smallCellsShown`: how many cells of 1 to 10 the reports meant for publication show, or let be
 * worked out from a total (CMS cell size suppression policy). A report for use inside shows nothing to the public.
 */
export declare function smallCellFacts(context: RuleContext, attached: readonly AttachedEvidence[]): void;
