import type { Baseline, LapsedRules, Report } from "../../model/report.ts";
/** The code of rules that no longer apply, where a format has an entry for each problem. */
export declare const LAPSED = "claims/lapsed";
/** Rules that no longer apply to a deployment, for formats with an entry for each problem. */
export interface LapsedItem extends Pick<LapsedRules, "manifest" | "file" | "line"> {
    readonly message: string;
    /** True if the change waits for governance. */
    readonly blocks: boolean;
    readonly fingerprint: string;
}
/** The rules that no longer apply, an item for each deployment. */
export declare function lapsedItems({ baseline }: Pick<Report, "baseline">): LapsedItem[];
/** The rules that no longer apply, a line for each deployment, and what waits for governance. */
export declare function lapsedTexts({ lapsed, claims }: Baseline): string[];
/** How many rules no longer apply, over all deployments. */
export declare const lapsedCount: ({ lapsed }: Baseline) => number;
