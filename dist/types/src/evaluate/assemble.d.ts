import { type Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type NotEvaluated, type Report, type Verdict } from "../model/finding.ts";
/** Worst first: what shuts the gate, then what is new, then severity, violations before what is unknown, then by place and rule. */
export declare function compareFindings(a: Finding, b: Finding): number;
export declare function verdictOf(findings: readonly Finding[], diagnostics: readonly Diagnostic[]): Verdict;
/** Puts a report together: everything that two formats share, in its final order. */
export declare function assemble(input: {
    readonly findings: readonly Finding[];
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    readonly manifests: number;
    readonly rules: number;
    readonly asOf: string;
    readonly toolVersion: string;
    readonly policies: Report["policies"];
    readonly judged: Report["judged"];
    /** Digests of the files that were read, by path. */
    readonly digests: ReadonlyMap<string, string>;
}): Report;
