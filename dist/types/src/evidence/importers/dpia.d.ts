import type { Imported } from "./types.ts";
/**
 * Reads a data protection impact assessment in Markdown. It becomes an ImpactAssessment of type `dpia`: a part for each
 * heading that has an answer below it, the day on which the data protection officer advised, and the status, residual
 * risk, author and date of labels such as `**Status**: Approved`. An assessment without a status is no approved one.
 */
export declare function importDpia(file: string, text: string): Imported;
