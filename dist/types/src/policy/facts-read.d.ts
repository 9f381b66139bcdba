import type { Rule } from "./rule.ts";
/** True if a fact, such as `facts.fairness` or `facts.fairness.ppvGap`, may be read: itself, a part of it, or all around it. */
export type IsFactRead = (fact: string) => boolean;
/** Answers which facts some rules read. A rule that does not name what it reads may read all. */
export declare function factsRead(rules: readonly Rule[]): IsFactRead;
