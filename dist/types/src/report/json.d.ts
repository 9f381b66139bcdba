import type { Finding } from "../model/finding.ts";
import type { Format } from "./format.ts";
/** Whether an outcome is a finding: what failed, could not be told, or was waived. */
export declare function isFinding({ outcome }: Finding): boolean;
/** The report as JSON, the shape of `schemas/report.schema.json`. */
export declare const formatJson: Format;
