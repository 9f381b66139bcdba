import { type Path } from "../util/json-path.ts";
import type { DecidingCondition } from "../logic/explain.ts";
/** True for a field that says which element of a list is meant: one of another type does not fail, it is not the one. */
export declare const identifiesElement: (path: Path) => boolean;
/** True for a deciding condition that only describes the system: it is a premise, or it reads only descriptive fields. */
export declare function isDescriptiveCondition({ premise, reads }: DecidingCondition): boolean;
/** Orders the conditions that decided: those that only describe the system come last. */
export declare function inBlameOrder(conditions: readonly DecidingCondition[]): DecidingCondition[];
