import type { GivenAnswer } from "./ask.ts";
/**
 * Reads the table of `caregate ask --format csv` with its answers filled in. Rows without an answer are left out. A
 * spreadsheet may have written semicolons or tabs in place of commas.
 * @throws UsageError if it is no such table
 */
export declare function readAnswers(text: string): GivenAnswer[];
