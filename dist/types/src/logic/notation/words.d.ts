/** The first keys of the rule context. Each path starts with one of them, or with the name of an element. */
export declare const roots: readonly string[];
/** Words with a meaning of their own, which cannot name an element. */
export declare const reserved: ReadonlySet<string>;
/** Relations that are words. */
export declare const wordRelations: readonly string[];
/** Relations that are signs. */
export declare const comparisons: readonly string[];
/** The names of the element and of the intermediate result in a `fold`. */
export declare const foldNames: readonly string[];
/** Operators that cannot be called by their name without a backtick, since the notation has another form for them. */
export declare const ownForm: ReadonlySet<string>;
/** The keys of a dotted path, whose quoted keys may hold any character but a dot. */
export declare function splitKeys(text: string): string[];
/** A key as the notation writes it in a path. */
export declare function writeKey(key: string): string;
/** What to write for a word between two values that is no relation. */
export declare function unjoinedWord(word: string): string;
