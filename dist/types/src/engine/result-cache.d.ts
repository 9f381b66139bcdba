import type { FileResult } from "../evaluate/assemble-report.ts";
import type { Snapshot } from "../workspace/open.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import type { TracedResult } from "./evaluate-file.ts";
import type { CacheOptions, EvaluationOptions } from "./options.ts";
/** Results of files from earlier runs. */
export interface ResultCache {
    /** Undefined unless everything that the result depends on is as it was. */
    readonly find: (file: string) => FileResult | undefined;
    readonly keep: (traced: TracedResult) => void;
}
/** The folder of this user for results; undefined if there is none outside of checkouts and of the current folder. */
export declare function resultCacheFolder(environment: Readonly<Record<string, string | undefined>>, cwd: string): string | undefined;
/**
 * Opens the cache of the results of a snapshot.
 *
 * A result depends on the program, the rules, the settings, the waivers and keys, the date and the options, which are in
 * its key, and on what was read of the tree: each read is repeated, and has to give the same bytes or the same error.
 *
 * @param named the files that targets name one by one
 * @throws UsageError for a folder that others could fill
 */
export declare function openResultCache({ folder }: CacheOptions, { tree, policies: { source } }: Snapshot, { governance, ruleSet }: LoadedPolicies, { asOf, failOn, detail }: EvaluationOptions, named: ReadonlySet<string>): ResultCache;
