/**
 * The line that answers a question about a field: the field with its allowed values, or with a word in capitals.
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 * @returns undefined when no schema describes it
 */
export declare function answerLine(path: string): Promise<string | undefined>;
