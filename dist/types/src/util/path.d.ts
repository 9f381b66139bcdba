/** A path of the system with forward slashes. */
export declare function toPosix(path: string): string;
