import type { Citation } from "../model/finding.ts";
import type { Rule } from "./rule.ts";
/** Kinds of provisions: those that bind by themselves, those that explain the law, and those that bind nobody. */
export declare const provisionKinds: readonly ["law", "regulation", "court", "guidance", "proposal", "standard", "practice"];
export type ProvisionKind = (typeof provisionKinds)[number];
/**
 * The kind of a citation: as the policy states it, or else by its name. A name of several provisions counts as the first.
 * @returns undefined if neither shows the kind
 */
export declare function kindOf(ref: string, stated?: string): ProvisionKind | undefined;
/** A provision that a rule cites. */
export interface Provision extends Citation {
    readonly kind: ProvisionKind | undefined;
    /** True if it binds by itself on the requested date. */
    readonly binds: boolean;
}
/** The provisions that a rule cites, evaluated on a date. */
export declare function provisionsOf({ citations, citationKinds }: Rule, asOf: string): Provision[];
/**
 * The basis of a rule: `law` for a binding provision, `practice` for a standard or good practice, which bind nobody, and
 * `none` for anything else, such as guidance alone.
 */
export type Basis = "law" | "practice" | "none";
/**
 * The basis of a rule on a date. A rule that blocks from a later date on rests on the law of that date; where the date is
 * computed, on that of the latest date that the acts allow.
 */
export declare function basisOf(rule: Rule, asOf: string): Basis;
