import { type Diagnostic } from "../model/diagnostic.ts";
import type { Rule } from "../policy/rule.ts";
import type { Prepare } from "../testing/prepare-input.ts";
/**
 * Reports messages that no failing test gets, that are for several ways to fail although they join them with "or", and
 * that are too long with their values. Rules without failing tests have no finding here.
 */
export declare function lintMessages(rule: Rule, prepare: Prepare): Promise<Diagnostic[]>;
