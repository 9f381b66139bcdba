/** Patterns in the syntax of `.gitignore`, relative to the root, from one source. */
export interface IgnorePatterns {
    /** The file or setting that contains them, as shown to the user. */
    readonly source: string;
    readonly lines: readonly string[];
}
/** The pattern that excludes a path, and its source. */
export interface IgnoredBy {
    readonly pattern: string;
    readonly source: string;
}
export interface IgnoreMatcher {
    /** Adds patterns that take precedence over the earlier ones. */
    with(patterns: IgnorePatterns): IgnoreMatcher;
    /** @param path from the root; a directory ends with a slash */
    ignoredBy(path: string): IgnoredBy | undefined;
}
/** Excludes nothing. Patterns are case-sensitive on every system; `?` stands for a character, not for a byte. */
export declare const emptyMatcher: IgnoreMatcher;
