import { evidenceSettings } from "../policy/evidence-settings.ts";
import { toPosix } from "../util/path.ts";
import { createEvidenceStore } from "../evidence/resolve.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { readBundle } from "../policy/bundle.ts";
import { inputType } from "../policy/input-type.ts";
import type { Packs } from "../policy/packs.ts";
import { packageRoot } from "../repository/package-root.ts";
import { findRoot } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { workingTree } from "../repository/working-tree.ts";
import type { TestSources } from "../testing/discover-tests.ts";
import { loadPacks } from "../workspace/packs.ts";
import { commonRoot } from "../workspace/roots.ts";
import { join, relative, resolve } from "node:path";

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
export function resolveSourcePaths(cwd: string, paths: readonly string[], defaults: readonly string[]): SourcePaths {
  const targets = paths.map((path) => resolve(cwd, path));
  if (targets.length > 0) return { root: commonRoot(targets), targets };
  const root = findRoot(cwd);
  const tree = openWorkingTree(root);
  return {
    root,
    targets: defaults.map((folder) => join(root, CAREGATE_DIR, folder)).filter((path) => exists(tree, path)),
  };
}

function exists(tree: Tree, path: string): boolean {
  try {
    tree.locate(path);
    return true;
  } catch {
    return false;
  }
}

/** Reads the policies of a repository, to check those under some paths. */
export async function openPolicySources({ root, targets }: SourcePaths): Promise<PolicyWorkspace> {
  const tree = openWorkingTree(root);
  const governance = await readBundle(tree);
  return {
    tree,
    shipped: workingTree(packageRoot()),
    targets,
    governance,
    packs: await loadPacks(),
    context: await inputType(governance.own),
    store: createEvidenceStore(tree, evidenceSettings(governance)),
    where: toPosix(relative(root, targets[0] ?? join(root, CAREGATE_DIR))) || ".",
  };
}
