import { type Diagnostic } from "../model/diagnostic.ts";
import type { NotEvaluated, Report, Verdict } from "../model/report.ts";
import type { Location } from "../model/location.ts";
import type { Finding, OutcomeCounts } from "../model/finding.ts";
import { type WaivedDeployment } from "../policy/waivers.ts";
/** What is known of a state of a repository before its files are looked into. */
export interface RunMetadata {
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    readonly toolVersion: string;
    readonly policies: Report["policies"];
    readonly judged: Report["judged"];
    /** How many rules judge each deployment. */
    readonly rules: number;
    /** What was asked to be looked at, for blame when there is nothing. */
    readonly target: string;
    /** The deployments that waivers name; null where not the whole repository is looked at, so that others may exist. */
    readonly waived: readonly WaivedDeployment[] | null;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** Digests of the files of governance, by path. */
    readonly digests: ReadonlyMap<string, string>;
}
/** A deployment that a file declares. */
export interface DeploymentRef {
    readonly name: string;
    /** Where its name stands. */
    readonly at: Location;
    /** Former names, the oldest first. */
    readonly formerly: readonly string[];
    /** What says which system it is: model, provider, function, role in decisions, device classes; null if not stated. */
    readonly system: readonly (string | null)[];
    /** The values that decide which rules apply, as texts, by path: what a change of them switches off is told. */
    readonly claims: readonly ClaimedValue[];
}
/** A path and its value as text; a list in the order of its elements. */
export type ClaimedValue = readonly [path: string, value: string];
/** What a file yields, whatever lies in the others. */
export interface FileResult {
    readonly file: string;
    /** In the order of the file. */
    readonly deployments: readonly DeploymentRef[];
    /** Those that are told of, which are at least those that are open. */
    readonly findings: readonly Finding[];
    readonly tally: OutcomeCounts;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** Digests of what was read to judge its deployments, by path: of itself and of their evidence. */
    readonly digests: ReadonlyMap<string, string>;
}
/** Worst first: what shuts the gate, then what is new, then severity, violations before what is unknown, then by place and rule. */
export declare function compareFindings(a: Finding, b: Finding): number;
export declare function verdictOf(findings: readonly Finding[], diagnostics: readonly Diagnostic[]): Verdict;
/**
 * Puts a report together: everything that two formats share, in its final order.
 * @param yields of every file of the state, each once, in whatever order
 * @param part whether they are of some files alone, so that nothing can be said of what is not there
 */
export declare function assembleReport(outset: RunMetadata, yields: readonly FileResult[], part?: boolean): Report;
