import type { Tree } from "../repository/tree.ts";
import { type CheckData } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import type { Progress } from "../cli/progress.ts";
import type { PoolOptions } from "./pool.ts";
import { type EvaluationOptions } from "./check-tree.ts";
/** What to judge, and by which date. */
export interface CheckOptions extends EvaluationOptions {
    /** Files, folders or globs; they belong to one repository. */
    readonly targets: readonly string[];
    /** A revision whose rules judge, and which the state at hand is compared with; by default its own rules judge. */
    readonly base?: string;
    /** A revision to judge instead of the files as they lie in the folder. */
    readonly ref?: string;
    /** Where relative targets start; by default the current folder. */
    readonly cwd?: string;
    /** Told how many files are done, and of how many; with a base, for each state of the repository. */
    readonly tell?: Progress["tell"];
    /** Where others may help; nobody does unless told. */
    readonly threads?: PoolOptions;
}
/** What to look into. */
export interface FilteredCheckOptions extends CheckOptions {
    /** Which of the files; all unless told. */
    readonly isWanted?: (file: string) => boolean;
}
/** What was looked into, and the state of the repository that it belongs to. */
interface OpenedCheck {
    readonly matter: CheckData;
    readonly tree: Tree;
}
/** A report, and the state of the repository that it is about. */
export interface CheckResult {
    readonly report: Report;
    readonly tree: Tree;
    /** Absolute path of the root, which the paths of the report start from. */
    readonly root: string;
}
/**
 * Looks into the manifests under some paths, by the rules of their repository or, with a base, as a change of that.
 * @throws UsageError when the paths do not belong together, or a revision is not there
 */
export declare function openCheck(options: FilteredCheckOptions): Promise<OpenedCheck>;
/**
 * Judges the manifests under some paths by the rules of their repository, or, with a base, as a change of that.
 * @throws UsageError when the paths do not belong together, or a revision is not there
 */
export declare function check(options: CheckOptions): Promise<CheckResult>;
export {};
