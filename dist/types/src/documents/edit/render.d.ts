import { type Scalar } from "yaml";
import { type Json } from "../../util/json.ts";
/** A value on one line. Texts that other readers of YAML take for something else are in quotes. */
export declare function flowText(value: Json): string;
/** A value as lines of a block, each with its indentation. */
export declare function blockText(value: Json, indent: number): string[];
/** A value in the quotes of the text that it replaces. */
export declare function likeBefore({ type }: Pick<Scalar, "type">, value: Json): string;
/** How a text is written: its line break, and how it writes a value on one line. */
export declare function styleOf(text: string): {
    newline: string;
    render: (value: Json) => string;
};
