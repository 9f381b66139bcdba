import type { DocumentBuilder } from "./document-builder.ts";
import type { DiagnosticCollector, SpanGetter } from "./diagnostics.ts";
import type { SourceValue } from "./data-reader.ts";
/** A number that a file states about a group, by its name there. */
export interface Measure extends SourceValue {
    readonly name: string;
}
/** What a file says about one group. */
export interface GroupSource {
    readonly axis: string;
    readonly group: string;
    readonly place: SpanGetter;
    readonly measures: readonly Measure[];
}
/** Most groups that one report is read with. */
export declare const MOST_GROUPS = 1000;
/**
 * Puts groups into a fairness report: counts where they are stated, or follow exactly from the number of cases and
 * unrounded rates; stated rates as claims. A rate that is stated as 0 or 1 over no cases is what tools write for 0/0: it
 * is left out with a warning. Names that are neither are listed once.
 */
export declare function putGroups(draft: DocumentBuilder, groups: readonly GroupSource[], log: DiagnosticCollector): void;
/** Names what has no place here, in one message. */
export declare function sayUnread(unread: ReadonlyMap<string, SpanGetter>, log: DiagnosticCollector): void;
/** How messages call a group. */
export declare const nameOf: ({ axis, group }: Pick<GroupSource, "axis" | "group">) => string;
