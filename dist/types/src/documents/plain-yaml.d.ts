import type { PlainPart } from "./plain-json.ts";
/**
 * Reads one document of the part of YAML that most files need: lists and maps in blocks and flow, with texts of one line
 * in quotes, texts without quotes, block texts and comments. Refuses everything that the reader of YAML could read
 * differently or report: anchors, tags, a key twice, other escapes, tabs, several documents.
 *
 * @param depth levels of lists and maps, of which it reads one less
 *
 * @param makesNodes false if only the value is needed; the node then has no content
 *
 * @throws NotPlain or SyntaxError
 */
export declare function readPlainYaml(text: string, depth: number, makesNodes: boolean): PlainPart;
