/** Reads a file outside any repository; undefined if it cannot be read. */
export declare function readLocalText(path: string): string | undefined;
