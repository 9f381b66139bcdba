import { type Diagnostic } from "../model/diagnostic.ts";
import { type Finding, type NotEvaluated, type Report } from "../model/finding.ts";
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
}): Report;
