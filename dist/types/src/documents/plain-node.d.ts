import type { Location } from "../model/location.ts";
import { type Path } from "../util/json-path.ts";
import type { Lines } from "./lines.ts";
/** A value of a plain text: its offsets and its content. An absent value starts and ends at the same offset. */
export interface PlainNode {
    readonly start: number;
    readonly end: number;
    readonly isFlow?: boolean;
    readonly entries?: ReadonlyMap<string, PlainEntry>;
    readonly items?: readonly PlainNode[];
}
/** An entry of a map: the offsets of its key, and its value. */
export interface PlainEntry {
    readonly keyStart: number;
    readonly keyEnd: number;
    readonly node: PlainNode;
}
/** Thrown within the readers of plain texts, for a text that they leave to the reader of YAML. */
export declare class NotPlain extends Error {
}
/** Leaves the text to the reader of YAML. */
export declare function refuse(): never;
/** Runs a reader. Returns undefined if it leaves the text to the reader of YAML. */
export declare function unlessRefused<T>(read: () => T): T | undefined;
/** The location of a path, with the spans that `locate.ts` defines. */
export declare function locateIn(file: string, lines: Lines, root: PlainNode, path: Path): Location;
