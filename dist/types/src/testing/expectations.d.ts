import type { Document, Location } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { type Prepared } from "./prepare-input.ts";
import { type Expected, type TestResult } from "./result.ts";
/** What a comment of a manifest expects: `# expect: contracts/audit-rights fail`. */
export interface Expectation {
    readonly rule: string;
    readonly expected: Expected;
    readonly where: Location;
    /** Whether it stands at the end of a line, which is then the one to blame. */
    readonly onLine: boolean;
}
/** What the comments of one manifest expect. */
export interface Expectations {
    readonly manifest: Document;
    /** The date to judge by, as an ISO date. */
    readonly asOf: string;
    readonly expectations: readonly Expectation[];
}
/**
 * Reads what the comments of a file expect of the manifests in it. A comment reads `# expect: RULE OUTCOME`, several of
 * these separated by commas, and `as of DATE` among them sets the date. On a line of its own it stands anywhere in its
 * document; at the end of a line the finding has to point at that line.
 */
export declare function expectationsOf(file: string, text: string, manifests: readonly Document[]): {
    found: Expectations[];
    diagnostics: Diagnostic[];
};
/** Judges a manifest by the rules that are expected something of, waivers and parameters as in life. */
export declare function runExpectations({ manifest, asOf, expectations: stated }: Expectations, { subject }: Prepared, { rules, waivers, failOn }: RuleSet): TestResult[];
