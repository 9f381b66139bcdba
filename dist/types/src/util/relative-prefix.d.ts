/** The text before paths from a root that makes them paths from another folder: empty, or ending with a slash. */
export declare function relativePrefix(root: string, cwd: string): string;
