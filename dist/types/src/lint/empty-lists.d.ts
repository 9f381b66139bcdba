import { type Diagnostic } from "../model/diagnostic.ts";
import type { Type } from "../logic/types.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepare } from "../testing/prepare-input.ts";
/** Reports what a rule says of an empty list that none of its tests has. */
export declare function lintEmptyLists(rule: Rule, prepare: Prepare, context: Type): Promise<Diagnostic[]>;
