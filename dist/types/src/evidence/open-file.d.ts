import { type DocumentLoader } from "../documents/load.ts";
import { type EvidenceSettings } from "../policy/evidence-settings.ts";
import type { Tree } from "../repository/tree.ts";
import type { EvidenceFile } from "./binding.ts";
import type { ImportOptions } from "./importers/types.ts";
/** What the reading of evidence depends on, beside the files. */
export type ReadingOptions = Partial<Omit<EvidenceSettings, "own">> & Pick<ImportOptions, "columns" | "own">;
/** Formats of which the digest alone is checked. */
export declare const digestOnly: ReadonlySet<string>;
/** Opens a file of our own kinds. */
export declare function openOwn(tree: Tree, file: string, { own }: Pick<ReadingOptions, "own">, load?: DocumentLoader): Promise<EvidenceFile>;
/** True if caregate reads a format, or knows it as one whose digest alone is checked. */
export declare function isKnownFormat(format: string, options: ReadingOptions): Promise<boolean>;
/** Opens a file of a format that is not ours. Without an importer, only its digest is known. */
export declare function openForeign(tree: Tree, file: string, format: string, options: ReadingOptions): Promise<EvidenceFile>;
/** The format that a file looks like; undefined if it cannot be read or looks like none. */
export declare function formatOfFile(tree: Tree, file: string, options: ReadingOptions): Promise<string | undefined>;
