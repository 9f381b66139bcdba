import type { Format } from "./format.ts";
/** The output formats by name. */
export declare const formats: Readonly<Record<string, Format>>;
