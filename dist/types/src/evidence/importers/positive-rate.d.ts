import type { DiagnosticCollector } from "./diagnostics.ts";
import type { GroupSource } from "./groups.ts";
/**
 * Decides what `positive_rate` means in a file: the share of positive predictions or the share of positive cases. The
 * reading counts that agrees with the counts and the other rates of every group. If both agree, the figure is not read.
 * If neither does, it stays a selection rate, which the other figures contradict.
 */
export declare function readPositiveRate(groups: readonly GroupSource[], log: DiagnosticCollector): readonly GroupSource[];
