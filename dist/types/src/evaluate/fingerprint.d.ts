import type { RuleInfo } from "../model/rule.ts";
/** The name that something had first. */
export declare const firstName: (name: string, formerly: readonly string[] | undefined) => string;
/**
 * The identity of a finding, in hexadecimal digits. It does not change when lines, files or elements of lists move, nor
 * when the rule or the deployment gets another name and states the former one.
 * @param path what decided: the missing path, or the first path that the deciding condition reads, with elements of lists
 *   by their own keys
 */
export declare function fingerprintOf(rule: Pick<RuleInfo, "id" | "formerly">, deployment: {
    readonly name: string;
    readonly formerly: readonly string[];
}, path: string): string;
