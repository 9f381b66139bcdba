import type { Diagnostic } from "../model/diagnostic.ts";
/** Something that was passed over, and why. */
export interface NotEvaluated {
    readonly what: string;
    readonly reason: string;
}
/** What a walk found, in no particular order. */
export interface Walked {
    readonly files: string[];
    readonly notEvaluated: NotEvaluated[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Walks a directory. Symbolic links are not followed. What `.gitignore` files leave out is not mentioned, since it is
 * mostly what builds make; what was left out for caregate is.
 *
 * @param root absolute real path of the repository root
 * @param from the directory, from the root; "" for the root
 * @param exclude patterns in the syntax of `.gitignore`, from the root
 */
export declare function walk(root: string, from: string, exclude: readonly string[]): Walked;
