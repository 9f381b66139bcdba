/** Numbers distinct values in the order of their first use. */
export declare function numbering<T>(): {
    things: T[];
    of(thing: T): number;
};
