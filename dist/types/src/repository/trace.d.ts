import type { Tree } from "./tree.ts";
/** A call of a tree, and the digest of its result or error. */
export type TracedCall = readonly [method: string, args: readonly unknown[], digest: string];
/** A tree that records its calls. */
export interface TracedTree {
    readonly tree: Tree;
    /**
     * The calls since the last time, and all earlier calls for the same paths: what was read of a path may be kept and used
     * again without a call.
     */
    readonly take: () => readonly TracedCall[];
}
export declare function traceTree(tree: Tree): TracedTree;
/** Returns a test whether every call would give the same again. Each is made once. */
export declare function createReplay(tree: Tree): (calls: readonly TracedCall[]) => boolean;
