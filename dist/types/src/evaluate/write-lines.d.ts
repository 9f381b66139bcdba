import type { DecidingCondition } from "../logic/explain.ts";
import type { WriteLine } from "../model/finding.ts";
import type { BranchMessage } from "../policy/rule.ts";
import type { EvaluationInput } from "./input.ts";
/**
 * The fields to write when a finding is fixed.
 * @param conditions those that decided, the first of which the message is about
 * @param branch its message; its lines count before those that follow from the condition
 * @param render fills in placeholders
 */
export declare function writeLinesOf(conditions: readonly DecidingCondition[], branch: BranchMessage | undefined, input: EvaluationInput, render: (text: string) => string): WriteLine[];
