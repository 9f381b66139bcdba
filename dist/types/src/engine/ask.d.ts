import { type Severity } from "../model/finding.ts";
import type { Location } from "../model/location.ts";
import type { Report } from "../model/report.ts";
import { type Knower } from "../schema/knowers.ts";
import type { CheckedFiles } from "./checked-files.ts";
import { type PlannedChanges } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";
export interface AskOptions extends EngineOptions {
    /** Manifests, folders or globs in one repository (default: the folder `cwd`). */
    readonly targets?: readonly string[] | undefined;
    /** Asks only what this role usually knows (default: everything). */
    readonly for?: Knower | undefined;
}
/** An open question with all that a person needs to answer it. */
export interface Question {
    /** Name of the deployment; the first one, for a question about the organisation. */
    readonly deployment: string;
    /** Path of the rule context, such as `spec.security.mfa`. */
    readonly path: string;
    /** The file that the answer is written to: a path from the root. */
    readonly file: string;
    /** Where it is written, or where its parent is. */
    readonly location: Location;
    /** What to state. */
    readonly text: string;
    /** The values of a choice, or the form of the answer with words in capitals. */
    readonly answer: string;
    readonly knower: Knower;
    /** The worst severity of the rules that wait for it. */
    readonly severity: Severity;
    /** True if one of these rules blocks. */
    readonly blocks: boolean;
    readonly rules: readonly string[];
    /** Provisions that these rules cite, the first of each. */
    readonly law: readonly string[];
    /** False if the answer belongs into a file that is not written by caregate, such as a report of another tool. */
    readonly writable: boolean;
}
export interface QuestionList extends CheckedFiles {
    readonly questions: readonly Question[];
    readonly report: Report;
}
/** An answer of a person to the question of a path. */
export interface GivenAnswer {
    readonly deployment: string;
    readonly path: string;
    /** The answer as it was typed. */
    readonly text: string;
}
/**
 * Lists what is open, with what blocks first. An entry of evidence without a file is one question.
 * @throws UsageError when the targets are not in one repository
 */
export declare function listOpenQuestions(options: AskOptions): Promise<QuestionList>;
/**
 * Plans the change for an answer, in the file that the question names, with all comments kept.
 * @returns a message that says what to write instead, for an answer that does not fit
 */
export declare function planAnswer(question: Question, text: string, { root }: Pick<CheckedFiles, "root">): Promise<PlannedChanges | {
    readonly problem: string;
}>;
