import type { Importer } from "./types.ts";
export { recogniseFormat } from "./recognise.ts";
export type { ImportOptions, Imported } from "./types.ts";
/** The foreign formats that are read, by the name that a manifest gives in `evidence[].format`. */
export declare const importers: Readonly<Record<string, Importer>>;
