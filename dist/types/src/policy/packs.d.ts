import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../util/json.ts";
/** The built-in policies, and the digest over their files. */
export interface Packs {
    readonly documents: readonly Document[];
    readonly digest: string;
    readonly diagnostics: readonly Diagnostic[];
    /** True if the build has checked that all conditions compile. */
    readonly built: boolean;
}
/** The built-in policies as the build writes them to dist/, without tests. */
export interface CompiledPacks {
    readonly digest: string;
    readonly policies: readonly {
        readonly file: string;
        readonly value: JsonObject;
    }[];
}
/** A file of the built-in packs. */
export interface PackFile {
    /** Path below `policies/`. */
    readonly file: string;
    readonly bytes: Uint8Array;
}
/** The digest of the names and contents of files. */
export declare function digestOf(files: readonly {
    readonly file: string;
    readonly bytes: Uint8Array;
}[]): string;
/** Reads the built-in packs from their sources. */
export declare function readPacks(files: readonly PackFile[]): Promise<Packs>;
/** A built-in policy without its text: it can be evaluated, and has no exact lines. */
export declare function compiledDocument(file: string, value: JsonObject): Document;
