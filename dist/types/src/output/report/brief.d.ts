import type { Report } from "../../model/report.ts";
import type { Format } from "../format.ts";
/** The verdict alone; nothing for a pass. */
export declare const formatQuiet: Format;
/** One line for each input problem, finding and question: `file:line:column: severity rule: message`. */
export declare const formatCompact: Format;
/** The deployments with what is open in each, the worst first. */
export declare function deploymentLines(report: Report): string[];
/** The counts of the whole report, on one line. */
export declare function countsLine(report: Report): string;
/** A line per deployment, the counts, the first place to change, and the verdict. */
export declare const formatSummary: Format;
/** The short forms of the console output. */
export declare const briefFormats: {
    readonly quiet: Format;
    readonly compact: Format;
    readonly summary: Format;
};
export type BriefFormat = keyof typeof briefFormats;
