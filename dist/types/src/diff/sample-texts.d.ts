/** Texts that a regular expression matches, and texts that it just does not. */
export declare function sampleTextsAround(pattern: string): string[];
