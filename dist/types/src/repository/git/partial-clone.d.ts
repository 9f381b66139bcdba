import type { RunGit } from "./run.ts";
import type { GitSettings } from "./settings.ts";
/** The objects that a partial clone left at its remote. In a whole clone there are none, and nothing is asked. */
export interface PartialClone {
    /** True if objects may be missing. */
    readonly isPartial: () => boolean;
    /** Looks up which objects of some commits are missing, without fetching any. `--no-walk` limits it to the commits. */
    readonly survey: (revisions: readonly string[]) => void;
    /** True if an object is known to be missing. */
    readonly lacks: (oid: string) => boolean;
    /** Fetches those of some objects that are missing, all at once; those that cannot be had stay missing. */
    readonly fetch: (oids: readonly string[]) => void;
}
/** @param mayFetch false where nobody may be spoken with */
export declare function createPartialClone(git: RunGit, settings: () => GitSettings, mayFetch: boolean): PartialClone;
