import type { Report } from "../model/finding.ts";
import type { Tree } from "../repository/tree.ts";
/** A state of a repository to check, and the state whose policies apply. */
export interface Snapshot {
    readonly tree: Tree;
    /** Its `.caregate/` and `.caregateignore` apply. */
    readonly governing: Tree;
    /** How the report names the policies. */
    readonly policies: Pick<Report["policies"], "source" | "commit">;
    /** Absolute paths, or paths or globs from the root. */
    readonly targets: readonly string[];
}
/** A state of a repository to check as a change of another. */
export interface BaseComparison extends Pick<Snapshot, "targets"> {
    readonly head: Tree;
    readonly base: Tree;
    readonly baseCommit: string;
    /** The state before the change, if that is not the base: the change is compared with it. */
    readonly start?: {
        readonly commit: string;
        readonly tree: Tree;
    };
}
export type Opened = {
    readonly snapshot: Snapshot;
} | {
    readonly comparison: BaseComparison;
};
export interface OpenOptions {
    /** Absolute path of the folder where relative targets start. */
    readonly cwd: string;
    /** Files, folders or globs in one repository (default: the folder `cwd`). */
    readonly targets?: readonly string[] | undefined;
    readonly base?: string | undefined;
    readonly ref?: string | undefined;
}
/**
 * Opens the working tree or a commit (`ref`), alone or as a change of another commit (`base`).
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export declare function openSnapshots({ cwd, targets: stated, base, ref }: OpenOptions): Opened;
