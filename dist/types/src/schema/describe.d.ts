/**
 * Describes a field by its schema: its meaning, and its values if there are few.
 *
 * @param path a path as in findings, such as `spec.oversight.overseers[0].casesPerShift`
 *
 * @returns undefined when no schema describes it
 */
export declare function describeField(path: string): Promise<string | undefined>;
