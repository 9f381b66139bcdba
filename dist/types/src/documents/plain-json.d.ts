import { type Json } from "../util/json.ts";
import { type PlainNode } from "./plain-node.ts";
/** Longer keys are an error of YAML. */
export declare const MAX_KEY = 1000;
/** The value of a plain text and, where asked for, its node. */
export interface PlainPart {
    readonly value: Json;
    readonly node: PlainNode;
}
/**
 * Reads a text as JSON if that gives the very value, places and (no) problems that the reader of YAML gives. Refuses anything
 * else: another syntax, a key twice, an integer beyond what is kept exactly.
 *
 * @param depth levels of lists and maps that are read
 *
 * @throws NotPlain or SyntaxError
 */
export declare function readPlainJson(text: string, depth: number): PlainPart;
