import type { RuleInfo } from "../model/rule.ts";
/** The oldest former name, or the name if there is none. */
export declare const firstName: (name: string, formerly: readonly string[] | undefined) => string;
/**
 * The identity of a finding, in hexadecimal digits. It stays the same when lines, files or elements of lists move, and
 * when the rule or the deployment is renamed and lists its former name.
 * @param path the missing path, or the first path that the deciding condition reads, with elements of lists by their keys
 */
export declare function fingerprintOf(rule: Pick<RuleInfo, "id" | "formerly">, deployment: {
    readonly name: string;
    readonly formerly: readonly string[];
}, path: string): string;
