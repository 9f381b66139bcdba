import type { Decisive } from "../logic/explain.ts";
/** Whether a condition that decided only says why another one was asked. */
export declare function isDescriptive({ premise, reads }: Decisive): boolean;
