import type { DecidingCondition } from "../logic/explain.ts";
/** Whether a condition that decided only says why another one was asked. */
export declare function isDescriptiveCondition({ premise, reads }: DecidingCondition): boolean;
