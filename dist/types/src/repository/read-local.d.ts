/** The text of a file outside any repository; undefined where it cannot be read. */
export declare function readLocalText(path: string): string | undefined;
