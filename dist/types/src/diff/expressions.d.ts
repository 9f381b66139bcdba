import type { Node } from "../logic/compile.ts";
import type { Rule } from "../policy/rule.ts";
/** Every expression of a rule's conditions. */
export declare function expressionsOf({ appliesWhen, require }: Rule): Node[];
/** The expressions of two versions of a rule that only one of them has. Equal expressions have the same `id`. */
export declare function changedExpressions([first, second]: readonly Rule[]): ReadonlySet<Node>;
