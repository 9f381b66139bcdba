import { type Diagnostic } from "../model/diagnostic.ts";
/**
 * The one cause of the many problems of a text that is another format than its name says: a template, or JSON with
 * comments, which YAML takes for keys. It is reported instead of them.
 * @param hasProblems true if something is wrong: braces alone make no template
 */
export declare function findCause(file: string, text: string, hasProblems: boolean): Diagnostic | undefined;
