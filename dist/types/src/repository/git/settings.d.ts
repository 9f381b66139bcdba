import type { RunGit } from "./run.ts";
/** The settings of git that decide how a checkout converts files, and which objects may be missing. */
export interface GitSettings {
    /** Names of the remotes at which a partial clone left objects; none in a full clone. */
    readonly promisors: readonly string[];
    /** Names of the filters with a program; true if the program changes the files that a checkout writes. */
    readonly filters: ReadonlyMap<string, boolean>;
    /** True if a checkout also converts files without attributes. */
    readonly convertsAll: boolean;
    /** The files of attributes of the user and of the machine, where they may be. */
    readonly attributesFiles: readonly string[];
}
export declare function readSettings(git: RunGit): GitSettings;
