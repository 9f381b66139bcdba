import { type Diagnostic } from "../model/diagnostic.ts";
import { type JsonObject } from "../util/json.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
/** Whether a rule is one of those looked at; the others are only compared with. */
export type IsTarget = (rule: Rule) => boolean;
/** Rules that ask the same of the same systems. */
export declare function findDuplicates(rules: readonly Rule[], looked: IsTarget): Diagnostic[];
/** Two rules of which one demands what the other forbids. */
export interface Conflict {
    readonly own: Rule;
    readonly other: Rule;
    readonly diagnostic: Diagnostic;
}
/** Rules whose demands exclude each other; whether they ever apply together is another question. */
export declare function findConflicts(rules: readonly Rule[], looked: IsTarget, context: Type): Conflict[];
/** Whether both rules apply to some documents, for certain. */
export declare function applyToSameDocument({ own, other }: Conflict, data: JsonObject): boolean;
