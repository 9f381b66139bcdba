import type { Tree } from "../repository/tree.ts";
import { type JsonDifference } from "../util/json-diff.ts";
/** A file of evidence with what its pins are compared with, or the reason why it cannot be pinned. */
export type PinnedFile = {
    readonly problem: string;
} | {
    /** SHA-256 of its bytes. */
    readonly actual: string;
    /** Why it has another digest than a pin, if a tool converted it. */
    readonly causeOf: (pin: string) => string | undefined;
    /** What changed since it had the content of a pin; undefined if its history does not have that content. */
    readonly differencesSince: (pin: string) => readonly JsonDifference[] | undefined;
};
/** Opens files of evidence, each once however many entries name it. */
export declare function createPinnedFiles(tree: Tree): (file: string) => PinnedFile;
