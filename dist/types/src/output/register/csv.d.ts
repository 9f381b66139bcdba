import type { Register } from "../../model/register.ts";
/** A register for a spreadsheet: a row for each error, deployment, document, open finding, waiver and date. */
export declare function registerCsv({ deployments, waivers, due, problems, notEvaluated }: Register): string;
