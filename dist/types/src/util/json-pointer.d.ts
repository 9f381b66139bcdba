import type { Path } from "./json-path.ts";
/** Reads a JSON Pointer (RFC 6901), whose keys are all texts; undefined for a text that is none. */
export declare function parsePointer(pointer: string): Path | undefined;
