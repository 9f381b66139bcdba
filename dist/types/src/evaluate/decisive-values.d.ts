import type { DecidingCondition } from "../logic/explain.ts";
import type { DecisiveValue } from "../model/finding.ts";
import { type Json } from "../util/json.ts";
import type { EvaluationInput } from "./input.ts";
/** A value as a text that does not depend on the order of keys and elements. */
export declare function canonicalText(value: Json | undefined): string;
/** Shortens a canonical text. */
export declare const shortText: (text: string) => string;
/** The values that decided, for each condition and element. Each missing value has an entry of its own. */
export declare function decisiveValues(conditions: readonly DecidingCondition[], input: EvaluationInput): DecisiveValue[];
