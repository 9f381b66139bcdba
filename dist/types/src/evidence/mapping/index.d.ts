import type { FileFormat } from "../../policy/format.ts";
import type { Imported } from "../importers/types.ts";
/**
 * Reads a file by a format of the organisation. Each value gets the type of its field. A value that does not fit is an
 * error on its place, and the file is then no evidence. A fixed value counts only beside a value of the file.
 */
export declare function importMapped(format: FileFormat, file: string, text: string): Imported;
