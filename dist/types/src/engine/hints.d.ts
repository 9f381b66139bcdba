import type { Report } from "../model/finding.ts";
/** Adds to each open question of a report what its field means. */
export declare function addHints(report: Report): Promise<Report>;
