import type { DecidingCondition } from "../logic/explain.ts";
import type { DecisiveValue } from "../model/finding.ts";
import { type Json } from "../util/json.ts";
import type { EvaluationInput } from "./input.ts";
/** A value as a text in which neither the order of keys nor that of elements makes a difference. */
export declare function canonicalText(value: Json | undefined): string;
/** Shortens a canonical text. */
export declare const shortText: (text: string) => string;
/** The values that decided, of every condition and every element; each value that is not stated by itself. */
export declare function decisiveValues(conditions: readonly DecidingCondition[], input: EvaluationInput): DecisiveValue[];
