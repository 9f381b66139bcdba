import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "./tree.ts";
import type { NotEvaluated } from "../model/report.ts";
import type { WalkOptions } from "./walk.ts";
export interface DiscoverOptions extends WalkOptions {
    /** Globs from the root, or directories: only the files of a directory that match one are included. */
    readonly paths?: readonly string[];
}
export interface DiscoveryResult {
    /** Paths from the root with forward slashes, in the order of their code units. */
    readonly files: string[];
    /** The files that the user named, not those found in a directory or by a glob. */
    readonly named: ReadonlySet<string>;
    /** Entries that were skipped and could have contained a document. */
    readonly notEvaluated: NotEvaluated[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Finds the files that may hold documents: those that end in `.yaml`, `.yml` or `.json`.
 *
 * In directories these are the files that git tracks or would add; without git, all files except those in `.git` and
 * `node_modules`. The root's `.caregateignore` and the options exclude files. A file named as a target is always included.
 *
 * @param targets absolute paths, or paths or globs from the root
 * @returns also the diagnostics `file/missing`, `file/outside`, `file/unreadable`, `file/converted`, `file/name` and the
 *   warning `governance/nested`
 */
export declare function discover(tree: Tree, targets: readonly string[], options?: DiscoverOptions): DiscoveryResult;
