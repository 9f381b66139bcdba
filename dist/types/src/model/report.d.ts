import type { Diagnostic } from "./diagnostic.ts";
import type { Finding } from "./finding.ts";
import type { Location } from "./location.ts";
import type { Severity } from "./rule.ts";
/** A missing value, with the rules that need it. */
export interface OpenQuestion {
    readonly path: string;
    /** The deployment, or the first of those that need a value of the organisation. */
    readonly manifest: string;
    /** All deployments that need it. */
    readonly deployments: readonly string[];
    readonly primary: Location;
    readonly rules: readonly string[];
    /** False if only rules that do not block need it. */
    readonly gates: boolean;
    /** A description of the value to add. */
    readonly hint?: string;
    /** The line to write: the field with its allowed values, or with a word in capitals. */
    readonly answer?: string;
}
/** Something that was found and not evaluated. */
export interface NotEvaluated {
    readonly what: string;
    readonly reason: string;
}
export interface Summary {
    readonly manifests: number;
    readonly rules: number;
    readonly pass: number;
    readonly fail: number;
    readonly unknown: number;
    readonly notApplicable: number;
    readonly waived: number;
}
export type Verdict = "pass" | "fail" | "error";
/** Which findings block if there is a base: all, or only those that the base does not have. */
export type GateScope = "all" | "new";
/** A value that decides which rules apply, before and after a change; null where it was not or is not stated. */
export interface ClaimChange {
    readonly path: string;
    readonly before: string | null;
    readonly after: string | null;
}
/** Rules that no longer apply to a deployment, and what changed in it. They are not fixed. */
export interface LapsedRules {
    readonly manifest: string;
    /** The place of the name of the deployment. */
    readonly file: string;
    readonly line: number;
    readonly rules: readonly string[];
    readonly changes: readonly ClaimChange[];
}
/** Whether a change of claims that makes rules no longer apply blocks. */
export type ClaimGate = "allow" | "block";
/** The comparison with the base. */
export interface Baseline {
    readonly commit: string;
    readonly gate: GateScope;
    /** The number of open findings that the base does not have, and of those that it has too. */
    readonly new: number;
    readonly unchanged: number;
    /** Open findings of the base that are gone, by rules that still apply, for deployments that still exist. */
    readonly fixed: readonly Finding[];
    /** Rules that no longer apply, by deployment. */
    readonly lapsed: readonly LapsedRules[];
    /** `block` if they wait for governance. */
    readonly claims: ClaimGate;
    /** Names of deployments that no longer exist. */
    readonly withdrawn: readonly string[];
}
/** The commit, targets and options of a run: enough to repeat it. */
export interface RunTarget {
    /** Full name of the commit. */
    readonly commit: string;
    /** Path from the top of the checkout to the root, with forward slashes; "" for the top itself. */
    readonly folder: string;
    /** Paths and globs from the root, with forward slashes; `.` is the root itself. */
    readonly targets: readonly string[];
    /** The lowest severity that blocks, if the caller set it instead of the settings. */
    readonly failOn: Severity | "never" | null;
}
/** A file that the result depends on: a manifest, evidence, or a file of `.caregate`. */
export interface InputFile {
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    /** In hexadecimal digits. */
    readonly sha256: string;
}
/** All findings and diagnostics of a run, in their final order. */
export interface Report {
    readonly verdict: Verdict;
    /** ISO date that the run evaluates for. */
    readonly asOf: string;
    readonly toolVersion: string;
    readonly policies: {
        readonly source: "working-tree" | "base" | "head" | "commit" | "none";
        readonly commit: string | null;
        readonly digest: string;
    };
    /** Null for uncommitted files, which nobody can restore. */
    readonly judged: RunTarget | null;
    /** In the order of their paths, without repetitions. */
    readonly inputs: readonly InputFile[];
    readonly summary: Summary;
    /** Every outcome, rules times manifests, worst first. */
    readonly findings: readonly Finding[];
    readonly questions: readonly OpenQuestion[];
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** Null if there is no base. */
    readonly baseline: Baseline | null;
}
