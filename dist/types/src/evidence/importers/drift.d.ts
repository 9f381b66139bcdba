import type { Imported } from "./types.ts";
/**
 * Reads a report on drift: of Evidently (JSON, 0.4 to 0.7), or any JSON or CSV that states a population stability index
 * (`psi`) or another distance for each column. It becomes a MonitoringReport with one signal for each column and measure:
 * `output-drift` for what the model puts out, else `input-drift`. The p-value of a test is named and not read, since it is
 * no distance.
 */
export declare function importDrift(file: string, text: string): Imported;
