/**
 * The identity of a finding, in hexadecimal digits. It does not change when lines move.
 * @param path what decided: the missing path, or the first path that the deciding condition reads
 */
export declare function fingerprintOf(rule: string, deployment: string, path: string): string;
