import type { Report } from "../model/finding.ts";
import type { Progress } from "./progress.ts";
import { type Strictness } from "./state.ts";
/** What to judge, and by which date. */
export interface CheckOptions extends Strictness {
    /** Files, folders or globs; they belong to one repository. */
    readonly targets: readonly string[];
    /** A revision whose rules judge, and which the state at hand is compared with; by default its own rules judge. */
    readonly base?: string;
    /** Where relative targets start; by default the current folder. */
    readonly cwd?: string;
    /** Told how many deployments are judged, and of how many; with a base, for each state of the repository. */
    readonly tell?: Progress["tell"];
}
/**
 * Judges the manifests under some paths by the rules of their repository, or, with a base, as a change of that.
 * @returns the report, and the absolute path of the repository root that its paths start from
 * @throws UsageError when the paths do not belong together, or the base is not there
 */
export declare function check(options: CheckOptions): Promise<{
    report: Report;
    root: string;
}>;
