import { type CheckData } from "../evaluate/verdict.ts";
import type { Report } from "../model/finding.ts";
import { type BaseComparison } from "../workspace/open.ts";
import type { OwnFields } from "../schema/own-fields.ts";
import { type TreeOptions } from "./check-tree.ts";
import { type CheckedFiles } from "./checked-files.ts";
import type { CheckOptions } from "./options.ts";
/** The reports on a change. */
export interface ChangeReport {
    /** By the policies of the base, compared with the base: this decides. */
    readonly report: Report;
    /** By the policies of the change, where they differ: this advises. */
    readonly proposed: Report | undefined;
    /** Whether the base has no `.caregate/`, so that the change's own policies decide. */
    readonly isFirstAdoption: boolean;
}
/** The reports on a change, and the files that they are about. */
export interface ChangeCheckResult extends ChangeReport, CheckedFiles {
}
/** Options of a check of a change; `base` is the revision that the change starts from. */
export interface ChangeCheckOptions extends CheckOptions {
    readonly base: string;
}
/** The results of both states of a change. */
export interface ChangeData extends Pick<ChangeReport, "isFirstAdoption"> {
    readonly data: CheckData;
    /** What the state that governs declares of its own. */
    readonly own: OwnFields;
    /** What the change declares of its own. */
    readonly proposedOwn: OwnFields;
}
/**
 * Evaluates a change by the policies of its base and, where they differ, by its own. A base without policies is a first
 * adoption: then those of the change decide.
 */
export declare function checkAgainstBase(change: BaseComparison, asked: TreeOptions): Promise<ChangeData>;
/** Reports on a change between two trees. Policies that it brings decide nothing yet, but have to be valid. */
export declare function checkComparison(change: BaseComparison, options: TreeOptions): Promise<ChangeReport>;
/**
 * Checks the working tree, or the commit `ref`, as a change of `base`.
 * @throws UsageError when the targets are not in one repository, or a revision does not exist
 */
export declare function checkChange(options: ChangeCheckOptions): Promise<ChangeCheckResult>;
