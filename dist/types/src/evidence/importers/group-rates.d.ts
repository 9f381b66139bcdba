import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { GroupSource } from "./groups.ts";
/** Half a unit of the second decimal: how far two figures that have to agree may be apart. */
export declare const ROUNDING = 0.005;
export interface StatedNumber {
    readonly number: number;
    readonly place: SpanGetter;
}
/** The rates that a file states for one group. */
export interface RatesFound {
    /** By our names, without the prevalence. */
    readonly claims: ReadonlyMap<string, StatedNumber>;
    readonly prevalence: StatedNumber | undefined;
    /** Rates of which the file states 0 (or 1) both for the rate and for its opposite: there were no cases. */
    readonly vacant: readonly string[];
    /** What follows from a rate over no cases: without positive cases, the prevalence is 0. */
    readonly implied: Readonly<Record<string, number>>;
}
/** Reads the rates of a group; a name that is none is added to `unread`. */
export declare function ratesIn(source: GroupSource, log: DiagnosticCollector, unread: Map<string, SpanGetter>): RatesFound;
