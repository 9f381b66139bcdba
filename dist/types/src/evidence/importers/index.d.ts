import type { Importer } from "./importer.ts";
export type { ImportOptions, Imported } from "./importer.ts";
/** The foreign formats that are read, by the name that a manifest gives in `evidence[].format`. */
export declare const importers: Readonly<Record<string, Importer>>;
