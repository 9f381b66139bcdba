import type { Packs } from "../policy/packs.ts";
import type { TestSources } from "../testing/discover-tests.ts";
/** Policies under some paths, with everything that checking them needs. */
export interface PolicyWorkspace extends TestSources {
    readonly packs: Packs;
    /** Path from the root for a diagnostic about the paths as a whole. */
    readonly where: string;
}
/** The absolute paths to look at, and the root that they belong to. */
export interface SourcePaths {
    readonly root: string;
    readonly targets: readonly string[];
}
/**
 * Resolves the paths of policies and tests.
 * @param defaults folders of `.caregate/` to use without paths, as far as they exist; "" is `.caregate/` itself
 * @throws UsageError when the paths belong to different repositories
 */
export declare function resolveSourcePaths(cwd: string, paths: readonly string[], defaults: readonly string[]): SourcePaths;
/** Reads the policies of a repository, to check those under some paths. */
export declare function openPolicySources({ root, targets }: SourcePaths): Promise<PolicyWorkspace>;
