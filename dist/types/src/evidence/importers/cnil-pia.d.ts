import type { Imported } from "./types.ts";
/**
 * Reads an assessment that the PIA software of CNIL exports as JSON (`{"pia": …, "answers": [{"reference_to": "111",
 * "data": {"text": …}}], "measures": […]}`). It becomes an ImpactAssessment of type `dpia`: status, author, the day of
 * the last change, and a part for each chapter that has an answer. The example of the software is no assessment.
 */
export declare function importCnilPia(file: string, text: string): Imported;
