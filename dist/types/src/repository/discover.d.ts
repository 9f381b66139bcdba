import type { Diagnostic } from "../model/diagnostic.ts";
import type { Tree } from "./tree.ts";
import type { NotEvaluated } from "../model/finding.ts";
import type { WalkOptions } from "./walk.ts";
/** What the repository's settings say about which files count. */
export interface DiscoverOptions extends WalkOptions {
    /** Globs from the root, or directories: of what is found in a directory, only files that match one count. */
    readonly paths?: readonly string[];
}
/** The files to look at. */
export interface DiscoveryResult {
    /** Paths from the root with forward slashes, in the order of their code units. */
    readonly files: string[];
    /** Those of the files that were named one by one, and not found in a directory or by a glob. */
    readonly named: ReadonlySet<string>;
    /** What was passed over and could have held a document. */
    readonly notEvaluated: NotEvaluated[];
    readonly diagnostics: Diagnostic[];
}
/**
 * Finds the files that may hold documents: those that end in `.yaml`, `.yml` or `.json`.
 *
 * Directories are walked without `.git`, `node_modules`, `.caregate`, and what `.gitignore` files, the root's
 * `.caregateignore` or the options leave out. A file named as a target is always taken.
 *
 * @param targets absolute paths, or paths or globs from the root
 * @returns also the diagnostics `file/missing`, `file/outside`, `file/unreadable` and the warning `governance/nested`
 */
export declare function discover(tree: Tree, targets: readonly string[], options?: DiscoverOptions): DiscoveryResult;
