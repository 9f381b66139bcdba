import type { Json } from "../util/json.ts";
import { type FieldSchema } from "./describe.ts";
/** An answer as data, or the reason why it is none. */
export type ReadAnswer = {
    readonly value: Json;
} | {
    readonly problem: string;
};
/** The form of an answer: the values of a choice, or an example with words in capitals. */
export declare function answerShape(schema: FieldSchema): string;
/**
 * Reads an answer that a person typed by the schema of its field. Lists are separated by commas, `none` is the empty
 * list; maps are written as in YAML.
 */
export declare function readAnswer(written: string, schema: FieldSchema): ReadAnswer;
