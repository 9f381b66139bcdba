import { type Diagnostic } from "../model/diagnostic.ts";
import type { NotEvaluated } from "../model/report.ts";
import type { Tree } from "../repository/tree.ts";
/**
 * Reports the submodules and links that a change adds or moves and that may hide a manifest: nobody has checked what they
 * lead to. Those of the base are not reported.
 *
 * @param entries the entries of the change that were not followed
 * @returns an error `file/unread` for each
 */
export declare function unreadEntriesOfChange(head: Tree, start: Tree, entries: readonly NotEvaluated[]): Diagnostic[];
