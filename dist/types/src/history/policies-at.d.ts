import type { Packs } from "../policy/packs.ts";
import type { GitRepository } from "../repository/git/repository.ts";
import type { TreeEntry } from "../repository/git/types.ts";
import { type LoadedPolicies } from "../workspace/policies.ts";
import { type CommitStep } from "./commits.ts";
import { type PolicyVersion } from "./replay.ts";
/** The packs for past commits. */
export interface PackSource {
    readonly builtIn: Packs;
    /** Whether the repository has packs of its own; then each commit is evaluated with its packs. */
    readonly own: boolean;
}
/** Loads the policies of commit after commit; files that did not change are not read again. */
export declare function createPolicyTimeline(history: GitRepository, { builtIn, own: ownPacks }: PackSource): {
    /**
     * The policies at a commit, and those before it where they differ.
     * @param changed the paths of files that changed since the last call; undefined where any file may have changed
     */
    at({ folder, day }: CommitStep, files: ReadonlyMap<string, TreeEntry>, changed?: ReadonlySet<string>): Promise<{
        version: PolicyVersion;
        before?: never;
    } | {
        version: PolicyVersion;
        before: LoadedPolicies;
    }>;
    /** The days up to `through` on which policies take effect, each with the policies from that day on. */
    passing(through: string): AsyncIterable<{
        readonly day: string;
        readonly version: PolicyVersion;
    }>;
};
