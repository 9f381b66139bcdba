/** The version of this package. */
export declare const version: string;
/** The address of the pages of this version. */
export declare const pages: string;
