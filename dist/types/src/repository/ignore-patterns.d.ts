/** Patterns in the syntax of `.gitignore`, from one place. */
export interface IgnorePatterns {
    /** The directory they are relative to, from the root; "" for the root. */
    readonly directory: string;
    /** Where they stand, for whoever wonders why a file is left out. */
    readonly source: string;
    readonly lines: readonly string[];
}
/** What leaves a path out: the pattern, and where it stands. */
export interface IgnoredBy {
    readonly pattern: string;
    readonly source: string;
}
/** Decides which paths below a root are left out. */
export interface IgnoreMatcher {
    /** These patterns and more, which win where they disagree. */
    with(patterns: IgnorePatterns): IgnoreMatcher;
    /** What leaves out a path from the root; a directory ends with a slash. */
    ignoredBy(path: string): IgnoredBy | undefined;
}
/** Leaves nothing out. Upper and lower case differ, on every system alike. */
export declare const emptyMatcher: IgnoreMatcher;
