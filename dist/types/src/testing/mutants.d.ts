import { type Json, type JsonObject, type Path } from "../util/json.ts";
/** One small change of a condition, such as a typing error. */
export interface Mutator {
    /** Path in the condition. */
    readonly path: Path;
    /** The complete changed condition. */
    readonly condition: Json;
    /** The change as a clause: `a <= 48` may become `<`. */
    readonly change: string;
    /** The missing test, if no test fails. */
    readonly gap: string;
    /** The parameter with a changed value, and the value. */
    readonly parameter?: {
        readonly name: string;
        readonly value: Json;
    };
}
/** The parameters of a policy: values and declarations. */
export interface MutantParameters {
    readonly values: JsonObject;
    readonly declared: JsonObject;
}
/**
 * Lists the small changes of a condition: an opposite comparison or one without its boundary, a moved threshold, a
 * clause dropped, `and` for `or`, a weaker or stronger quantifier, a default dropped.
 * @param parameters the policy's parameters, which can be thresholds
 */
export declare function mutatorsFor(condition: Json, parameters: MutantParameters): Mutator[];
