import type { Document } from "../model/document.ts";
import type { DocumentChange } from "../model/edit.ts";
import type { AjvProblem } from "./problem.ts";
/** The ISO date that a text means; undefined for a text such as 01/02/2026, whose order is open. */
export declare function readDate(text: string): string | undefined;
/**
 * The change for a value that is wrong in form only: case, quotes, the notation of a date or a share, a misspelt key.
 * It never states anything that the document does not say.
 */
export declare function changeFor(problem: AjvProblem, document: Pick<Document, "source">): DocumentChange | undefined;
