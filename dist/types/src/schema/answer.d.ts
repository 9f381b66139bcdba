import { type OwnFields } from "./own-fields.ts";
/**
 * The line that answers a question about a field: the field with its allowed values, or with a word in capitals.
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 * @param own the fields and kinds that the organisation declares
 * @returns undefined when no schema describes it
 */
export declare function answerLine(path: string, own?: OwnFields): Promise<string | undefined>;
