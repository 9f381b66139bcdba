import type { RunGit } from "./run.ts";
/** The settings of git that decide what a file of a commit is like on the disk, and which objects may be missing. */
export interface GitSettings {
    /** Names of the remotes that a partial clone left objects at; none in a whole clone. */
    readonly promisors: readonly string[];
    /** Names of the filters for which a program is set, and whether it changes what a checkout writes. */
    readonly filters: ReadonlyMap<string, boolean>;
    /** True if files without attributes are written in another form than they are stored. */
    readonly convertsAll: boolean;
    /** The file of attributes beside those of the repository, if one is set. */
    readonly attributesFile: string | undefined;
}
export declare function readSettings(git: RunGit): GitSettings;
