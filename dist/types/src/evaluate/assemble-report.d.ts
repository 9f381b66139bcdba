import { type Diagnostic } from "../model/diagnostic.ts";
import type { NotEvaluated, Report, Verdict } from "../model/report.ts";
import type { Location } from "../model/location.ts";
import type { Finding, OutcomeCounts } from "../model/finding.ts";
import { type WaivedDeployment } from "../policy/waivers.ts";
/** The parts of a report that are known before any file is evaluated. */
export interface RunMetadata {
    /** ISO date that the run evaluates for. */
    readonly asOf: string;
    readonly toolVersion: string;
    readonly policies: Report["policies"];
    readonly judged: Report["judged"];
    /** The number of rules that each deployment is evaluated with. */
    readonly rules: number;
    /** The path that a diagnostic names if nothing is found. */
    readonly target: string;
    /** True if a check without a manifest passes: the settings expect none, and the whole repository is checked. */
    readonly mayBeEmpty: boolean;
    /** The deployments that waivers name; null if only a part of the repository is checked, because others may exist. */
    readonly waived: readonly WaivedDeployment[] | null;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** Digests of the files of `.caregate`, by path. */
    readonly digests: ReadonlyMap<string, string>;
}
/** A deployment that a file declares. */
export interface DeploymentRef {
    readonly name: string;
    /** The location of its name. */
    readonly at: Location;
    /** Former names, the oldest first. */
    readonly formerly: readonly string[];
    /** The values that identify the system, in the order of `systemFields` of `finding.ts`; null if not stated. */
    readonly system: readonly (string | null)[];
    /** The values that decide which rules apply. A report lists the rules that a change of them makes inapplicable. */
    readonly claims: readonly ClaimedValue[];
}
/** A path and its value as text; lists keep the order of their elements. */
export type ClaimedValue = readonly [path: string, value: string];
/** The result of one file. It does not depend on other manifests. */
export interface FileResult {
    readonly file: string;
    /** In the order of the file. */
    readonly deployments: readonly DeploymentRef[];
    /** At least the open ones. */
    readonly findings: readonly Finding[];
    /** Counts all outcomes. */
    readonly tally: OutcomeCounts;
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** Digests of the file and of the evidence of its deployments, by path. */
    readonly digests: ReadonlyMap<string, string>;
    /** The reports on the use of its deployments, each of which can be about one system only. */
    readonly useReports: readonly UseReport[];
}
/**
 * A document about the use of a system that counts for a deployment: the digest of its file with its position in it, so
 * that a copy is the same document, and the location of its path in the manifest.
 */
export type UseReport = readonly [document: string, deployment: string, at: Location];
/** Orders findings by outcome, blocking first, new first, severity, manifest, location and rule. */
export declare function compareFindings(a: Finding, b: Finding): number;
/** The code of the diagnostic about a check without a manifest. */
export declare const NO_MANIFEST = "run/no-manifest";
export declare function verdictOf(findings: readonly Finding[], diagnostics: readonly Diagnostic[]): Verdict;
/**
 * Assembles a report from the results of files. All formats use it, so that it has its final order.
 * @param results one for each file, in any order
 * @param part true if they are of some files only, so that a missing manifest or deployment is no error
 */
export declare function assembleReport(metadata: RunMetadata, results: readonly FileResult[], part?: boolean): Report;
