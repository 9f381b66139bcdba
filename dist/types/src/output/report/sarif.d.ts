import type { Format } from "../format.ts";
/** Formats the report as SARIF 2.1.0: rules with help, citations as taxa, waivers as suppressions, unknown as open. */
export declare const formatSarif: Format;
