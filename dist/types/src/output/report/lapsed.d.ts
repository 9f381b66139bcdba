import type { Baseline } from "../../model/report.ts";
/** The rules that no longer apply, a line for each deployment, and what waits for governance. */
export declare function lapsedTexts({ lapsed, claims }: Baseline): string[];
/** How many rules no longer apply, over all deployments. */
export declare const lapsedCount: ({ lapsed }: Baseline) => number;
