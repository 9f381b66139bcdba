import { type CheckData } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import type { Tree } from "../repository/tree.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { type Opened } from "../workspace/open.ts";
import { type TreeOptions } from "./check-tree.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { CheckOptions } from "./options.ts";
/** The results that a verdict rests on, and the state of the repository that they are about. */
export interface CheckedData {
    readonly data: CheckData;
    readonly tree: Tree;
    /** Whether a change has to decide by its own policies, because its base has none. */
    readonly isFirstAdoption: boolean;
    /** What the state that governs declares of its own. */
    readonly own: OwnFields;
}
/** A report, and the files that it is about. */
export interface CheckResult extends CheckedFiles {
    readonly report: Report;
}
/**
 * Evaluates what options name, alone or as a change of a base.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export declare function evaluateTargets(options: CheckOptions & Pick<TreeOptions, "filter">): Promise<CheckedData>;
/** Evaluates a state of a repository, alone or as a change of a base. */
export declare function evaluateOpened(opened: Opened, options: TreeOptions): Promise<CheckedData>;
/**
 * Checks manifests by the policies of their repository or, with a base, as a change of that.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export declare function check(options: CheckOptions): Promise<CheckResult>;
