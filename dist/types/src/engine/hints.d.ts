import type { Report } from "../model/finding.ts";
import { type OwnFields } from "../schema/own-fields.ts";
/**
 * Adds to each open question of a report what its field means.
 * @param own the fields and kinds that the organisation declares
 */
export declare function addHints(report: Report, own?: OwnFields): Promise<Report>;
