import type { OpenQuestion } from "../../model/report.ts";
/** What of a report is shown. */
export interface Selection {
    /** Packs, ids of rules, or globs of ids (default: all). */
    readonly select?: readonly string[] | undefined;
    readonly ignore?: readonly string[] | undefined;
}
/** The rules whose findings are shown. The verdict and the counts stay those of the whole report. */
export declare function ruleFilter({ select, ignore }: Selection): (rule: string) => boolean;
/** The questions that rules which are shown wait for. */
export declare function questionsShown(questions: readonly OpenQuestion[], isShown: ((rule: string) => boolean) | undefined): OpenQuestion[];
