import type { PolicyChangeItem, PolicyChangeEntry, ChangeSummary } from "./policy-changes.ts";
/** Something that a commit loosened, and for how long it stayed so. */
export interface Loosening {
    readonly entry: PolicyChangeEntry;
    readonly change: PolicyChangeItem;
    /** What tightened it again; null where it is still as loose, or looser. */
    readonly until: PolicyChangeEntry | null;
    /** The last day of the setting that loosened it, where that ended by itself; null otherwise. */
    readonly lastDay: string | null;
    /** Whole days from the one to the other, or to the day of the report; null where nobody looked for the end. */
    readonly days: number | null;
}
/** What the policies before one entry and after another differ in. */
type Between = (before: PolicyChangeEntry, after: PolicyChangeEntry) => Promise<ChangeSummary | null>;
/**
 * What was loosened and when it was tightened again: by a commit after which it is no looser than before.
 * @param between decides that, by comparing the policies before the one commit with those after the other
 * @param stopped whether someone wants it to end, so that no further end is looked for
 */
export declare function looseningsOf(entries: readonly PolicyChangeEntry[], today: string, between: Between, stopped: () => boolean): Promise<Loosening[]>;
export {};
