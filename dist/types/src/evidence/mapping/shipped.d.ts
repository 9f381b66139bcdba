import { type FileFormat } from "../../policy/format.ts";
/** The names of the formats that this package describes. */
export declare const shippedFormatNames: () => readonly string[];
/** A format that this package describes; undefined if there is none of this name. */
export declare function shippedFormat(name: string): Promise<FileFormat | undefined>;
