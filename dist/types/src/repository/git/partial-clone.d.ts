import type { RunGit } from "./run.ts";
import type { GitSettings } from "./settings.ts";
/** The objects that a partial clone left at its remote. A full clone has none. */
export interface PartialClone {
    /** True if objects may be missing. */
    readonly isPartial: () => boolean;
    /** Looks up which objects of some commits are missing, without fetching any. `--no-walk` limits it to the commits. */
    readonly survey: (revisions: readonly string[]) => void;
    /** True if an object is known to be missing. */
    readonly lacks: (oid: string) => boolean;
    /** Fetches the missing ones among some objects together; those that cannot be fetched stay missing. */
    readonly fetch: (oids: readonly string[]) => void;
}
/** @param mayFetch false if the network must not be used */
export declare function createPartialClone(git: RunGit, settings: () => GitSettings, mayFetch: boolean): PartialClone;
