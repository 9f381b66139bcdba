import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { JsonObject } from "../util/json.ts";
/** The built-in policies, and the digest over their files. */
export interface Packs {
    readonly documents: readonly Document[];
    readonly digest: string;
    readonly diagnostics: readonly Diagnostic[];
    /** Whether the build has checked them, and what they hold compiles. */
    readonly built: boolean;
}
/** What the build leaves in dist/: the built-in policies as data, tests left out. */
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
/** The digest over files: of their names and contents. */
export declare function digestOf(files: readonly {
    readonly file: string;
    readonly bytes: Uint8Array;
}[]): string;
/** Reads the built-in packs from their sources. */
export declare function readPacks(files: readonly PackFile[]): Promise<Packs>;
/** A built-in policy whose text is not at hand: it can be judged by, and has no lines. */
export declare function compiledDocument(file: string, value: JsonObject): Document;
