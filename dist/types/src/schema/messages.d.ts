import { type AjvProblem } from "./problem.ts";
/** What a document reads that its change alone declares. */
export declare function proposedMessage({ error, path, value }: AjvProblem): string;
/** What is wrong and what to write instead. */
export declare function messageOf(problem: AjvProblem): string;
