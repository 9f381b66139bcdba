import { type Json } from "../util/json.ts";
/** A condition in JSONLogic on one line of YAML. */
export declare function flowText(condition: Json): string;
/**
 * A condition in JSONLogic as lines of YAML: each part on one line that fits, else its operands on lines of their own.
 * @param indent spaces before each line
 * @param width longest line in characters
 */
export declare function conditionLines(condition: Json, indent: string, width: number): string[];
