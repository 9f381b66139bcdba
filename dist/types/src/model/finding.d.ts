import type { Document, Location } from "./document.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Json, Path } from "../util/json.ts";
export declare const severities: readonly ["critical", "high", "medium", "low"];
export type Severity = (typeof severities)[number];
/** Whether a severity is at least as bad as another. */
export declare function atLeast(severity: Severity, threshold: Severity): boolean;
export interface Citation {
    /** Provision, such as GDPR Art. 28(3)(h). */
    readonly ref: string;
    readonly url?: string;
}
/** When a rule shuts the gate: always, never, or from a date, which may be a path of the rule context. */
export type Enforcement = "gates" | "advisory" | {
    readonly gatesFrom: string;
};
/** What a rule says, its logic left aside. */
export interface RuleInfo {
    /** Pack and name, such as `contracts/audit-rights`. */
    readonly id: string;
    readonly title: string;
    readonly severity: Severity;
    readonly binding: Enforcement;
    readonly citations: readonly Citation[];
    readonly covers: readonly string[];
    readonly message: string;
    readonly remediation: string;
}
export type Outcome = "pass" | "fail" | "unknown" | "not-applicable";
/** A condition that decided an outcome. */
export interface ExplanationStep {
    /** In words. */
    readonly text: string;
    /** The first value it read; undefined inside when not stated. */
    readonly read: {
        readonly path: Path;
        readonly value: Json | undefined;
    } | null;
    readonly result: "true" | "false" | "unknown";
}
/** A place that has to do with a finding. */
export interface RelatedLocation extends Location {
    readonly note: string;
}
/** One thing that is not stated, and where to state it. */
export interface MissingInput {
    readonly path: string;
    readonly location: Location;
}
/** The outcome of one rule on one manifest, with its explanation. */
export interface Finding {
    readonly rule: RuleInfo;
    readonly outcome: Outcome;
    /** Whether it shuts the gate. */
    readonly gates: boolean;
    readonly manifest: {
        readonly name: string;
        readonly file: string;
    };
    readonly message: string;
    readonly primary: Location;
    readonly related: readonly RelatedLocation[];
    readonly explanation: readonly ExplanationStep[];
    readonly missing: readonly MissingInput[];
    readonly waiver: Waiver | null;
    /** SHA-256 of rule, manifest and path: the same wherever the line moves. */
    readonly fingerprint: string;
    /** Against the base, in SARIF's terms; absent where nothing was compared. */
    readonly baselineState?: "new" | "unchanged";
}
/** One rule set aside for one deployment, for a limited time. */
export interface Waiver {
    readonly id: string;
    readonly rule: string;
    readonly deployment: string;
    readonly approvedBy: string;
    readonly reason: string;
    /** First and last day, ISO dates. */
    readonly from: string;
    readonly until: string;
    readonly document: Document;
}
/** One thing not stated, once, with the rules it would settle. */
export interface OpenQuestion {
    readonly path: string;
    readonly manifest: string;
    readonly primary: Location;
    readonly rules: readonly string[];
    /** What to state there, in words. */
    readonly hint?: string;
}
/** Something that was seen and not judged. */
export interface NotEvaluated {
    readonly what: string;
    readonly reason: string;
}
/** How many rules came out how. */
export type OutcomeCounts = Record<Outcome, number>;
export declare const zeroCounts: () => OutcomeCounts;
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
/** Which findings shut the gate where there is a base to compare with: all, or those alone that it has not. */
export type GateScope = "all" | "new";
/** What the state before a change had. */
export interface Baseline {
    readonly commit: string;
    readonly gate: GateScope;
    /** How many open findings it has not, and how many it has too. */
    readonly new: number;
    readonly unchanged: number;
    /** Its open findings that are gone, of deployments that are still there. */
    readonly fixed: readonly Finding[];
    /** Deployments that are no longer there, by name. */
    readonly withdrawn: readonly string[];
}
/** Which state of a commit was judged, as far as it takes to judge it again. */
export interface RunTarget {
    /** Full name of the commit. */
    readonly commit: string;
    /** The way from the top of the checkout to the root, with forward slashes; "" where they are the same. */
    readonly folder: string;
    /** Paths and globs from the root, with forward slashes; `.` is the root itself. */
    readonly targets: readonly string[];
    /** The least severity that shuts the gate, where the caller said so instead of the settings. */
    readonly failOn: Severity | "never" | null;
}
/** A file that was read to judge by: a manifest, a piece of evidence, or one of governance. */
export interface InputFile {
    /** Path from the repository root, with forward slashes. */
    readonly file: string;
    /** In hexadecimal digits. */
    readonly sha256: string;
}
/** All findings and diagnostics of a run, in their final order. */
export interface Report {
    readonly verdict: Verdict;
    /** The date judged by, as an ISO date. */
    readonly asOf: string;
    readonly toolVersion: string;
    readonly policies: {
        readonly source: "working-tree" | "base" | "head" | "commit" | "none";
        readonly commit: string | null;
        readonly digest: string;
    };
    /** Null for files as they lay in a folder, which nothing brings back. */
    readonly judged: RunTarget | null;
    /** Each once, in the order of their paths. */
    readonly inputs: readonly InputFile[];
    readonly summary: Summary;
    /** Every outcome, rules times manifests, worst first. */
    readonly findings: readonly Finding[];
    readonly questions: readonly OpenQuestion[];
    readonly diagnostics: readonly Diagnostic[];
    readonly notEvaluated: readonly NotEvaluated[];
    /** What it was compared with, if anything. */
    readonly baseline: Baseline | null;
}
