import type { Json } from "../../util/json.ts";
import type { Path } from "../../util/json-path.ts";
import { type TextSpan } from "./tokens.ts";
/** A condition, and where each part of it stands in the text. */
export interface ParsedCondition {
    readonly condition: Json;
    /** The text of the part at a path of the condition, or of its closest parent. */
    readonly spanOf: (path: Path) => TextSpan;
}
/** A mistake in a text: the first one ends the reading. */
export interface ParseProblem extends TextSpan {
    readonly message: string;
}
/**
 * Reads the text of a condition.
 * @param parameters names of the parameters of the policy
 * @returns the condition in JSONLogic, or the first mistake
 */
export declare function parseCondition(text: string, parameters?: readonly string[]): ParsedCondition | ParseProblem;
