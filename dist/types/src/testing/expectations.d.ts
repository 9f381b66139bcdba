import type { Document, Location } from "../model/document.ts";
import { type Diagnostic } from "../model/diagnostic.ts";
import type { RuleSet } from "../policy/rule-set.ts";
import { type Prepared } from "./prepare-input.ts";
import { type Expected, type TestResult } from "./result.ts";
/** An expectation in a comment of a manifest: `# expect: contracts/audit-rights fail`. */
export interface Expectation {
    readonly rule: string;
    readonly expected: Expected;
    readonly where: Location;
    /** True at the end of a line: the finding must then point at this line. */
    readonly onLine: boolean;
}
/** The expectations in the comments of one manifest. */
export interface Expectations {
    readonly manifest: Document;
    /** ISO date of the evaluation. */
    readonly asOf: string;
    readonly expectations: readonly Expectation[];
}
/**
 * Reads what the comments of a file expect of the manifests in it. A comment reads `# expect: RULE OUTCOME`, several of
 * these separated by commas, and `as of DATE` among them sets the date. On a separate line it may be anywhere in its
 * document. At the end of a line, the finding must point at that line.
 */
export declare function expectationsOf(file: string, text: string, manifests: readonly Document[]): {
    found: Expectations[];
    diagnostics: Diagnostic[];
};
/** Evaluates a manifest by the rules of its expectations, with the waivers and parameters of the repository. */
export declare function runExpectations({ manifest, asOf, expectations: stated }: Expectations, { subject }: Prepared, { rules, waivers, failOn }: RuleSet): TestResult[];
