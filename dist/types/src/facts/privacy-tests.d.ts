import type { FactBuilder } from "./context.ts";
/** Classes of records that look the same, by size. */
interface ClassSizes {
    /** Records in the smallest class. */
    readonly k: number;
    /** Fewest different sensitive values in a class; undefined when not every size states them. */
    readonly l: number | undefined;
    readonly records: number;
    readonly classes: number;
}
/** The histogram of class sizes; undefined when there is none, or an entry is incomplete. */
export declare function classSizesOf(stated: unknown): ClassSizes | undefined;
/** Derives what the counts of a privacy test give. */
export declare function privacyTest(facts: FactBuilder): void;
export {};
