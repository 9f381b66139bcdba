/**
 * What to state at a path, from the schemas: what it means, and the values it takes where they are few.
 * @param path a path as findings give it, such as `spec.oversight.overseers[0].casesPerShift`
 * @returns undefined when no schema describes it
 */
export declare function describeField(path: string): Promise<string | undefined>;
