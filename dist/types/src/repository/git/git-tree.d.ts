import type { Tree } from "../tree.ts";
/** A file of a commit, as git lists it. */
export interface TreeEntry {
    /** Path from the root, with forward slashes. */
    readonly path: string;
    /** Mode in octal: `100644`, `100755`, `120000` for a link, `160000` for a submodule. */
    readonly mode: string;
    /** Name of the object that holds its content. */
    readonly oid: string;
    /** In bytes; undefined for a submodule, and for what is not at hand. */
    readonly size: number | undefined;
}
/**
 * A state of a repository that is known by its list of files.
 * @param root absolute path of the repository root, which targets are told by
 * @param blob the content of an object, or undefined when it is not to be had
 */
export declare function createGitTree(root: string, files: readonly TreeEntry[], blob: (oid: string) => Buffer | undefined): Tree;
