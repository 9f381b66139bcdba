import { type Json } from "./json.ts";
import type { Path } from "./json-path.ts";
/** Stands for an element that has no name. */
export declare const NAMELESS = "*";
/** The key of an element of a list: its name, or the value itself. It does not depend on its position. */
export declare function elementKey(element: Json | undefined): string;
/**
 * Writes a path with the keys of elements in place of their positions: `spec.vendors[Acme].dataAccess`.
 * @param root the value that the path starts from
 */
export declare function formatKeyedPath(path: Path, root: Json): string;
