import type { Imported } from "./types.ts";
/**
 * Reads the models of an SPDX 3 document (JSON-LD) with the AI profile. Each `ai_AIPackage` becomes a ModelCard: its
 * application, its limitation, and the data sets of its relationships `trainedOn`; and a ValidationReport from its
 * metrics. SPDX 2 has no AI profile.
 */
export declare function importSpdx(file: string, text: string): Imported;
