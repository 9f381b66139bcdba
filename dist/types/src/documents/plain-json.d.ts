import type { Location } from "../model/document.ts";
import { type Json, type Path } from "../util/json.ts";
/** A JSON text that needs no reader of YAML. */
export interface PlainJson {
    readonly value: Json;
    locate(path: Path): Location;
}
/**
 * Reads a text as JSON if that gives the very value, places and (no) problems that the reader of YAML gives, at a small part
 * of its time; undefined for anything else: another syntax, a key twice, an integer beyond what is kept exactly.
 * @param file path from the root, for the locations
 */
export declare function readPlainJson(file: string, source: string): PlainJson | undefined;
