import type { Tree } from "../documents/tree.ts";
import type { Document } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { NotEvaluated, Report, Severity } from "../model/finding.ts";
import { type Subject } from "../evaluate/judge.ts";
import { type Governance, type RuleSet } from "../policy/ruleset.ts";
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
interface Loaded {
    readonly manifests: readonly Document[];
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
}
/** A deployment ready to be judged, and what was found on the way. */
export interface Prepared extends Omit<Loaded, "manifests"> {
    readonly subject: Subject;
}
/** The state of a repository to judge, and the one whose rules judge it. */
export interface RepositoryState {
    readonly tree: Tree;
    /** Whose `.caregate/` and `.caregateignore` count. */
    readonly governing: Tree;
    /** How the report names the rules. */
    readonly policies: Pick<Report["policies"], "source" | "commit">;
    /** Absolute paths, or paths or globs from the root. */
    readonly targets: readonly string[];
    readonly trackedThoughIgnored?: readonly string[];
}
/** How strictly, and by which date. */
export type Strictness = Pick<CheckOptions, "asOf" | "failOn" | "explainAll">;
/** The rules of a state of a repository, and what they were read from. */
export declare function rulesOf(governing: Tree, { asOf, failOn }: Strictness): Promise<{
    governance: Governance;
    ruleSet: RuleSet;
}>;
/** Finds the manifests of a state of a repository and makes each ready to be judged. */
export declare function loadSubjects(state: RepositoryState, { governance, ruleSet }: {
    governance: Governance;
    ruleSet: RuleSet;
}, asOf: string): Promise<{
    loaded: Loaded;
    subjects: AsyncIterable<Prepared>;
}>;
/** Judges the manifests of a state of a repository. */
export declare function judgeState(state: RepositoryState, strictness: Strictness): Promise<Report>;
/**
 * Judges the manifests under some paths by the rules of their repository.
 * @returns the report, and the absolute path of the repository root that its paths start from
 * @throws UsageError when the paths do not belong together
 */
export declare function check(options: CheckOptions): Promise<{
    report: Report;
    root: string;
}>;
export {};
