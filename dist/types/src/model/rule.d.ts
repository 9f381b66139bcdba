export declare const severities: readonly ["critical", "high", "medium", "low"];
export type Severity = (typeof severities)[number];
/** True if a severity is the threshold or worse. */
export declare function atLeast(severity: Severity, threshold: Severity): boolean;
export interface Citation {
    /** Provision, such as GDPR Art. 28(3)(h). */
    readonly ref: string;
    readonly url?: string;
    /** Law regions, countries or US states in which it binds; absent for what belongs to no place. */
    readonly regions?: readonly string[];
}
/** When a rule blocks: always, never, or from a date, which may be a path of the rule context. */
export type Enforcement = "gates" | "advisory" | {
    readonly gatesFrom: string;
};
/** A rule without its conditions. */
export interface RuleInfo {
    /** Pack and name, such as `contracts/audit-rights`. */
    readonly id: string;
    /** Former ids, the oldest first. */
    readonly formerly: readonly string[];
    readonly title: string;
    readonly severity: Severity;
    readonly binding: Enforcement;
    readonly citations: readonly Citation[];
    readonly covers: readonly string[];
    readonly message: string;
    readonly remediation: string;
    /** The address of the page about the rule; null for a rule of a repository. */
    readonly page: string | null;
}
