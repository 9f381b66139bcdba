import { type Diagnostic } from "../model/diagnostic.ts";
import { type OwnFields } from "./own-fields.ts";
/** A file of `.caregate/schemas/own/`. */
export interface DeclarationFile {
    readonly file: string;
    readonly text: string;
}
/** The declared fields and kinds, and the mistakes in the declarations. */
export interface ReadDeclarations {
    readonly own: OwnFields;
    readonly diagnostics: readonly Diagnostic[];
}
/** True for the path of a declaration. */
export declare const isDeclarationPath: (file: string) => boolean;
/**
 * Reads the declarations of an organisation. One with a mistake declares nothing, so that no rule reads a field by half a
 * schema.
 * @param files in the order of their names
 */
export declare function readDeclarations(files: readonly DeclarationFile[]): ReadDeclarations;
