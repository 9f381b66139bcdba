import type { Imported } from "./types.ts";
/**
 * Reads a data protection impact assessment in Markdown. It becomes an ImpactAssessment of type `dpia`: a part for each
 * heading that has an answer below it, the day on which the data protection officer advised, and the status, residual
 * risk, author and date of labels such as `**Status**: Approved`. Without a status it is a template, or
 * a text about such assessments.
 */
export declare function importDpia(file: string, text: string): Imported;
