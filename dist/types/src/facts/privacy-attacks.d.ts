import type { AttachedEvidence, RuleContext } from "./context.ts";
import type { BudgetEntry, Understatement } from "./privacy-budget.ts";
/**
 * The least epsilon that a membership attack with these counts leaves possible: by the definition of differential
 * privacy no attack has a true positive rate above e^epsilon times its false positive rate, plus delta, nor so with the
 * two classes or the two answers exchanged (M. Jagielski, J. Ullman, A. Oprea, Auditing Differentially Private Machine
 * Learning, NeurIPS 2020, with the exact bounds of C. Clopper and E. Pearson of each rate).
 * @returns 0 when the attack refutes no epsilon, undefined for counts that cannot be
 */
export declare function impliedEpsilon({ tp, members, fp, others }: {
    tp: number;
    members: number;
    fp: number;
    others: number;
}, delta: number): number | undefined;
/** Attacks on membership that a model trained with the stated epsilon would not have let through. */
export declare function refutingAttacks(context: RuleContext, attached: readonly AttachedEvidence[], entries: readonly BudgetEntry[]): Understatement[];
