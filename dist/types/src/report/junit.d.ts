import type { Format } from "./format.ts";
/** The report as JUnit XML: a suite for each deployment, a case for each rule; what cannot be told is a failure. */
export declare const formatJunit: Format;
