import { type Json } from "../../util/json.ts";
/** The claims that rules hold against the rest of a manifest, each with a fact of that name below `facts.claims`. */
export declare const claimNames: readonly ["stage", "jurisdictions", "function", "people", "data", "capabilities", "model", "decision", "classification", "vendors"];
export type ClaimName = (typeof claimNames)[number];
/** Tests one value: that of the path, or the list of them. Absent values are not tested. */
export type ValueTest = (value: Json) => boolean;
/** A value and the pattern of paths where it stands; `[]` stands for each element of a list. */
export interface ValueAt {
    readonly path: string;
    readonly test: ValueTest;
}
/** Two values that exclude each other: where one is claimed and the other is stated, one of them is wrong. */
export interface ClaimConflict {
    readonly claim: ClaimName;
    readonly claimed: ValueAt;
    /** Each of them contradicts the claim by itself. */
    readonly against: readonly ValueAt[];
}
/** True if the value is one of these, or a list that holds one of them. */
export declare const is: (...wanted: readonly Json[]) => ValueTest;
/** True if the value, or every element of a list that is not empty, is one of these. */
export declare const only: (...wanted: readonly Json[]) => ValueTest;
/** True if the value is none of these, and a list holds none of them. */
export declare const lacks: (...wanted: readonly Json[]) => ValueTest;
/** True if the value, or an element of a list, is something else. */
export declare const other: (...wanted: readonly Json[]) => ValueTest;
/** True if a value is stated that is not empty. */
export declare const stated: ValueTest;
export declare const at: (path: string, test?: ValueTest) => ValueAt;
/** A claim with values elsewhere in the manifest or its evidence, each of which contradicts it. */
export declare const conflict: (claim: ClaimName, claimed: ValueAt, ...against: readonly ValueAt[]) => ClaimConflict;
