import { type ParseLimits, type ParseResult, type ParsedDocument } from "./parse-yaml.ts";
export type { ParseLimits, ParseResult, ParsedDocument } from "./parse-yaml.ts";
/**
 * Reads the documents of a YAML 1.2 or JSON text, with the result that `parseYaml` defines. A plain text is read without
 * `yaml`, in a small part of its time. `yaml` decides about every other text.
 *
 * Does not throw. All problems are diagnostics.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export declare function parseText(file: string, text: string, limits?: ParseLimits): ParseResult;
/** Reads a plain text of one document without problems. Returns undefined for any other. */
export declare function parsePlain(file: string, source: string, limits?: ParseLimits): ParsedDocument | undefined;
