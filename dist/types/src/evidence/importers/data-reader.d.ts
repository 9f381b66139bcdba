import type { Path } from "../../util/json-path.ts";
import type { Location } from "../../model/location.ts";
import { type Json } from "../../util/json.ts";
import { type DiagnosticCollector, type SpanGetter } from "./diagnostics.ts";
/** A value of a foreign file, or the lack of one, and where it stands. */
export interface SourceValue {
    readonly value: Json | undefined;
    readonly place: SpanGetter;
}
/** A value of a JSON or YAML file, from which one can go on. */
export interface SourceNode extends SourceValue {
    /** Its key in the map, or its position in the list, that it stands in. */
    readonly key: string;
    /** The value further down, which may be absent. */
    get(...path: Path): SourceNode;
    /** The values of a list; none when it is no list. */
    items(): SourceNode[];
    /** The values of a map; none when it is no map. */
    entries(): SourceNode[];
}
/** Reads a text that holds one JSON or YAML document, or JSON on each line; what is wrong with it is logged. */
export declare function readData(file: string, text: string, log: DiagnosticCollector): SourceNode | undefined;
/** The node of a value, given how paths are located. */
export declare function nodeOf(value: Json | undefined, path: Path, locate: (path: Path) => Location): SourceNode;
