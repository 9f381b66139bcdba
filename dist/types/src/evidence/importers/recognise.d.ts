/**
 * The format that a file looks like by its content, whatever its name is; undefined if it looks like none that has a
 * name here. Formats that can only be pinned are recognised too.
 */
export declare function recogniseFormat(text: string): string | undefined;
