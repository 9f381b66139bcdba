import type { Report, Severity } from "../model/finding.ts";
/** What to judge, and by which date. */
export interface CheckOptions {
    /** Files, folders or globs; they belong to one repository. */
    readonly targets: readonly string[];
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    /** The least severity that shuts the gate, or `never`; by default the repository's setting, else medium. */
    readonly failOn?: Severity | "never";
    /** Whether passes, too, come with an explanation. */
    readonly explainAll?: boolean;
    /** Where relative targets start; by default the current folder. */
    readonly cwd?: string;
}
/** A usage that cannot be carried out. */
export declare class UsageError extends Error {
    name: string;
}
/**
 * Judges the manifests under some paths by the rules of their repository.
 * @returns the report, and the absolute path of the repository root that its paths start from
 * @throws UsageError when the paths do not belong together
 */
export declare function check({ targets, asOf, failOn, explainAll, cwd, }: CheckOptions): Promise<{
    report: Report;
    root: string;
}>;
