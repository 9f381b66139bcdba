import { type Json, isObject } from "../../util/json.ts";

/** The claims that rules hold against the rest of a manifest, each with a fact of that name below `facts.claims`. */
export const claimNames = [
  "stage",
  "jurisdictions",
  "function",
  "people",
  "data",
  "capabilities",
  "model",
  "decision",
  "classification",
  "vendors",
] as const;

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

const elements = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value]);

/** True if the value is one of these, or a list that holds one of them. */
export const is =
  (...wanted: readonly Json[]): ValueTest =>
  (value) =>
    elements(value).some((one) => wanted.includes(one));

/** True if the value, or every element of a list that is not empty, is one of these. */
export const only =
  (...wanted: readonly Json[]): ValueTest =>
  (value) =>
    elements(value).length > 0 && elements(value).every((one) => wanted.includes(one));

/** True if the value is none of these, and a list holds none of them. */
export const lacks =
  (...wanted: readonly Json[]): ValueTest =>
  (value) =>
    elements(value).every((one) => !wanted.includes(one));

/** True if the value, or an element of a list, is something else. */
export const other =
  (...wanted: readonly Json[]): ValueTest =>
  (value) =>
    elements(value).some((one) => !wanted.includes(one));

/** True if a value is stated that is not empty. */
export const stated: ValueTest = (value) =>
  Array.isArray(value) ? value.length > 0 : isObject(value) ? Object.keys(value).length > 0 : value !== "";

export const at = (path: string, test: ValueTest = stated): ValueAt => ({ path, test });

/** A claim with values elsewhere in the manifest or its evidence, each of which contradicts it. */
export const conflict = (claim: ClaimName, claimed: ValueAt, ...against: readonly ValueAt[]): ClaimConflict => ({
  claim,
  claimed,
  against,
});
