import type { Alias, ParsedNode } from "yaml";
import type { Location } from "../model/location.ts";
import { type Path } from "../util/json-path.ts";
import type { Lines } from "./lines.ts";
/** What locating in one document needs. */
export interface SourceDocument {
    readonly file: string;
    readonly lines: Lines;
    readonly root: ParsedNode;
    /** Where the aliases that could be expanded lead. */
    readonly targets: ReadonlyMap<Alias, ParsedNode>;
}
/**
 * Where the value at a path stands: what a person would call the line to change.
 *
 * An entry of a map is its key and value when both are on one line, or else its key alone; an element of a list is
 * itself when on one line, or else its first line; the root is its first key. For an absent value the deepest parent
 * that exists is meant, and `exact` is false. A path that ends at an alias means the place of the alias; one that goes
 * on through it means the anchored value, since the text to change stands there.
 */
export declare function locate(source: SourceDocument, path: Path): Location;
