import { type Json, type JsonObject, type Path } from "../util/json.ts";
/** One small change of a condition, as a slip of the pen would make it. */
export interface Mutator {
    /** Where in the condition. */
    readonly path: Path;
    /** The whole condition with the change. */
    readonly condition: Json;
    /** What changes, as a clause: `a <= 48` may become `<`. */
    readonly change: string;
    /** What no test has when none notices. */
    readonly gap: string;
    /** The parameter whose value moves, and where to. */
    readonly parameter?: {
        readonly name: string;
        readonly value: Json;
    };
}
/** The parameters of a policy: their values, and how they are declared. */
export interface MutantParameters {
    readonly values: JsonObject;
    readonly declared: JsonObject;
}
/**
 * Every small change of a condition: a comparison turned round or without its boundary, a threshold one further, a
 * clause dropped, `and` for `or`, a weaker or stronger quantifier, a default dropped.
 * @param parameters the policy's parameters, which are thresholds too
 */
export declare function mutatorsFor(condition: Json, parameters: MutantParameters): Mutator[];
