import type { Location } from "../../model/document.ts";
import { type Json, type Path } from "../../model/json.ts";
import { type Log, type Place } from "./log.ts";
/** A value of a foreign file, or the lack of one, and where it stands. */
export interface Stated {
    readonly value: Json | undefined;
    readonly place: Place;
}
/** A value of a JSON or YAML file, from which one can go on. */
export interface Node extends Stated {
    /** Its key in the map, or its position in the list, that it stands in. */
    readonly key: string;
    /** The value further down, which may be absent. */
    get(...path: Path): Node;
    /** The values of a list; none when it is no list. */
    items(): Node[];
    /** The values of a map; none when it is no map. */
    entries(): Node[];
}
/** Reads a text that holds one JSON or YAML document; what is wrong with it is logged. */
export declare function readData(file: string, text: string, log: Log): Node | undefined;
/** The node of a value, given how paths are located. */
export declare function nodeOf(value: Json | undefined, path: Path, locate: (path: Path) => Location): Node;
