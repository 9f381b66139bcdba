import type { Format } from "../format.ts";
/**
 * Formats the report as OSCAL assessment results: rules are controls, deployments are components, outcomes are
 * observations and findings, open findings are risks, and waivers are accepted risks.
 */
export declare const formatOscal: Format;
