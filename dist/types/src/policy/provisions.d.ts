import type { Citation } from "../model/finding.ts";
import type { Rule } from "./rule.ts";
/** What a provision is: what binds by itself, what explains what binds, and what nobody has to follow. */
export declare const provisionKinds: readonly ["law", "regulation", "court", "guidance", "proposal", "standard", "practice"];
export type ProvisionKind = (typeof provisionKinds)[number];
/**
 * What a citation is: as the policy states, else as its name shows; a name that joins several counts by the first.
 * @returns undefined where neither tells
 */
export declare function kindOf(ref: string, stated?: string): ProvisionKind | undefined;
/** A provision that a rule cites. */
export interface Provision extends Citation {
    readonly kind: ProvisionKind | undefined;
    /** Whether it binds by itself on the date asked for. */
    readonly binds: boolean;
}
/** The provisions that a rule cites, as they stand on a date. */
export declare function provisionsOf({ citations, citationKinds }: Rule, asOf: string): Provision[];
/**
 * What a rule rests on: a provision that binds; good practice, which binds nobody and is published as a standard or
 * elsewhere; or neither, such as guidance alone.
 */
export type Basis = "law" | "practice" | "none";
/** What a rule rests on, on a date. */
export declare function basisOf(rule: Rule, asOf: string): Basis;
