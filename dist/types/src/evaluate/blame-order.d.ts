import type { DecidingCondition } from "../logic/explain.ts";
/** True for a deciding condition that only describes the system: it is a premise, or it reads only descriptive fields. */
export declare function isDescriptiveCondition({ premise, reads }: DecidingCondition): boolean;
