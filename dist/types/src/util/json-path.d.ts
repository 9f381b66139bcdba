/** The way from a document's root to a value: keys of maps, and positions in lists from 0. */
export type Path = readonly (string | number)[];
/** The position in a list that a key stands for, or undefined for any other key. */
export declare function parseIndex(key: string | number): number | undefined;
/** Splits a path with dots, as JSONLogic writes it: `spec.vendors.0.name`. "" is the root. */
export declare function splitPath(text: string): Path;
/** Writes a path as `spec.vendors[0].name`. */
export declare function formatPath(path: Path): string;
/** Writes a path with every position in a list left open: `spec.vendors[].name`. */
export declare function formatOpenPath(path: Path): string;
/** Reads a path such as `spec.vendors[0].name` or `spec.vendors.0.name`. */
export declare function parsePath(text: string): Path;
