/** What an operator of another language is called here; undefined for a name that is not known. */
export declare const ownName: (op: string) => string | undefined;
