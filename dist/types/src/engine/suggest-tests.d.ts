import type { SurvivingMutant } from "../testing/mutate.ts";
import type { PlannedChanges } from "./file-changes.ts";
import type { PolicyWorkspace } from "./policy-sources.ts";
/** Tests for the changes of rules that no test notices. Nothing is written. */
export interface TestSuggestions extends PlannedChanges {
    /** Number of tests that are added. */
    readonly count: number;
    /** The changes that no single case was found for. */
    readonly open: readonly SurvivingMutant[];
}
/** Plans a test for each change that no test notices: the case, and never its outcome. */
export declare function suggestTests(sources: PolicyWorkspace, survivors: readonly SurvivingMutant[]): Promise<TestSuggestions>;
