import type { Format } from "../format.ts";
/**
 * The report as OSCAL assessment results: rules as controls, deployments as components, each outcome an observation and
 * a finding, what is open a risk, and waivers as accepted ones.
 */
export declare const formatOscal: Format;
