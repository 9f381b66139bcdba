import { withoutOwnParts } from "../schema/own-fields.ts";
import { posix } from "node:path";
import type { GitRepository } from "../repository/git/repository.ts";
import { loadFile } from "../documents/load.ts";
import type { Tree } from "../repository/tree.ts";
import { type Document, MANIFEST } from "../model/document.ts";
import { getAt, isObject, oneOrMore } from "../util/json.ts";
import { lazy } from "../util/memoize.ts";
import { CAREGATE_DIR } from "../policy/bundle.ts";
import { readConfig } from "../policy/config.ts";
import { canBeEvaluated, validate } from "../schema/validate.ts";
import { filesBelow, treeOf } from "./commits.ts";
import { discoverFiles } from "../workspace/deployments.ts";
import type { LoadedPolicies } from "../workspace/policies.ts";
import { type FileOutline, type ReplayCache, base64Sha256 } from "./replay-cache.ts";
import type { TreeEntry, FileChange } from "../repository/git/types.ts";

/** A deployment at one time, and the files that it consists of. */
export interface DeploymentAtCommit {
  readonly name: string;
  /** Former names, the oldest first. */
  readonly formerly: readonly string[];
  readonly file: string;
  readonly index: number;
  readonly production: boolean;
  /** Names what it consists of. */
  readonly documents: string;
  readonly parts: readonly TreeEntry[];
  /** The manifest, where it was only just read. */
  readonly manifest: Document | undefined;
}

/** What a commit holds of deployments. */
export interface DeploymentsAtCommit {
  /** By their names; with the file where a name is taken. */
  readonly deployments: ReadonlyMap<string, DeploymentAtCommit>;
  /** By file, why something in it cannot be read. */
  readonly problems: ReadonlyMap<string, string>;
}

interface ReadFile {
  readonly outline: FileOutline;
  readonly documents: readonly Document[];
}

/** Reads what a file holds of deployments. */
async function readDeployments(tree: Tree, file: string): Promise<ReadFile> {
  const { documents, diagnostics } = loadFile(tree, file, { named: false, kind: MANIFEST });
  const problems = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const deployments = [];
  for (const document of documents) {
    if (document.kind !== MANIFEST) continue;
    const wrong = await validate(withoutOwnParts(document));
    if (!canBeEvaluated(wrong)) {
      problems.push(...wrong.map(({ message }) => message));
      continue;
    }
    const entries = document.value["evidence"];
    const paths = (Array.isArray(entries) ? entries : []).flatMap((one) =>
      isObject(one) && typeof one["path"] === "string" ? [one["path"]] : [],
    );
    deployments.push({
      name: String(getAt(document.value, ["metadata", "name"])),
      formerly: oneOrMore(getAt(document.value, ["metadata", "formerly"])),
      index: document.index,
      production: getAt(document.value, ["spec", "stage"]) === "production",
      evidence: paths.map((path) => posix.join(posix.dirname(file), path)),
    });
  }
  return { outline: { deployments, problem: problems[0] ?? null }, documents };
}

const LINK = "120000";
const documentFile = /\.(?:yaml|yml|json)$/i;
const ignores = /(?:^|\/)\.(?:git|caregate)ignore$/;

/**
 * Whether a change may have to do with any deployment.
 * @param parts the files that deployments consist of
 */
export const mayAffectDeployments = (parts: () => ReadonlySet<string>, { path, entry }: FileChange): boolean =>
  documentFile.test(path) ||
  ignores.test(path) ||
  path.includes(`${CAREGATE_DIR}/`) ||
  parts().has(path) ||
  entry?.mode === LINK;

/** A state of the repository below its root. */
interface TreeState {
  readonly folder: string;
  readonly byPath: Map<string, TreeEntry>;
  readonly links: readonly TreeEntry[];
  readonly files: () => readonly TreeEntry[];
  readonly tree: () => Tree;
}

function stateFrom(history: GitRepository, folder: string, byPath: Map<string, TreeEntry>): TreeState {
  const files = lazy(() => [...byPath.values()]);
  const links = [...byPath.values()].filter(({ mode }) => mode === LINK);
  return { folder, byPath, links, files, tree: lazy(() => treeOf(history, folder, files())) };
}

/** Where a path leads; links are followed. */
function fileAt({ byPath, links, tree }: TreeState, path: string): TreeEntry | undefined {
  if (links.length === 0) return byPath.get(path);
  try {
    return byPath.get(tree().locate(path)?.path ?? path);
  } catch {
    return undefined;
  }
}

/** What a state has that the one before it had not. */
interface TreeChange {
  readonly state: TreeState;
  /** Paths of what changed; undefined where anything may have. */
  readonly changed: ReadonlySet<string> | undefined;
  /** Whether other files may hold deployments now, whatever the settings say. */
  readonly moved: boolean;
}

/** Goes from state to state, for as much as changes. */
function createIncrementalTree(history: GitRepository) {
  let last: TreeState | undefined;

  /** Takes a state further; undefined where links make that more than files changing one by one. */
  function further(
    from: TreeState,
    all: ReadonlyMap<string, TreeEntry>,
    paths: ReadonlySet<string>,
  ): TreeChange | undefined {
    const { folder, byPath } = from;
    const changed = new Set<string>();
    let moved = false;
    for (const path of paths) {
      if (!path.startsWith(folder)) continue;
      const rest = path.slice(folder.length);
      const [file] = filesBelow(
        [all.get(path)].filter((one) => one !== undefined),
        folder,
      );
      const mode = byPath.get(rest)?.mode;
      if (file?.mode === LINK) return undefined;
      if (mode !== file?.mode || ignores.test(rest)) moved = true;
      if (file) byPath.set(rest, file);
      else byPath.delete(rest);
      changed.add(rest);
    }
    const files = lazy(() => [...byPath.values()]);
    const state = { folder, byPath, links: [], files, tree: lazy(() => treeOf(history, folder, files())) };
    return { state, changed, moved };
  }

  return (folder: string, all: ReadonlyMap<string, TreeEntry>, paths: ReadonlySet<string> | undefined): TreeChange => {
    const next = last?.folder === folder && last.links.length === 0 && paths ? further(last, all, paths) : undefined;
    const byPath = (): Map<string, TreeEntry> =>
      new Map(filesBelow(all.values(), folder).map((file) => [file.path, file]));
    const advance = next ?? { state: stateFrom(history, folder, byPath()), changed: undefined, moved: true };
    last = advance.state;
    return advance;
  };
}

/** Finds the files that may hold deployments; where only contents have changed, they are those of before. */
function createDeploymentFinder() {
  let last: { readonly choice: string; readonly found: string[] } | undefined;
  return ({ state, moved }: TreeChange, { ruleSet }: LoadedPolicies): readonly string[] => {
    const { paths = null, exclude = null } = readConfig(ruleSet.config);
    const choice = JSON.stringify([paths, exclude]);
    if (last?.choice === choice && !moved) return last.found;
    const tree = state.tree();
    const found = discoverFiles({ tree, governing: tree, targets: [tree.root] }, ruleSet).files;
    last = { choice, found };
    return found;
  };
}

/** The deployments in a file, and the paths of all files that they consist of. */
interface CachedFile {
  readonly deployments: readonly DeploymentAtCommit[];
  readonly problem: string | null;
  readonly parts: readonly string[];
}

const outlineKey = ({ byPath }: TreeState, file: string): string => `${byPath.get(file)?.oid ?? ""}\0${file}`;

/** Reads the deployments in a file, or only their documents where the cache knows the outline. */
async function readFileAt(state: TreeState, file: string, { outlines }: ReplayCache): Promise<CachedFile> {
  const { byPath, links, tree } = state;
  const key = outlineKey(state, file);
  const known = outlines.get(key);
  const { outline, documents } = known ? { outline: known, documents: [] } : await readDeployments(tree(), file);
  if (byPath.get(file)?.mode !== LINK) outlines.set(key, outline);
  const deployments = outline.deployments.map(({ name, formerly, index, production, evidence }): DeploymentAtCommit => {
    const parts = [...[file, ...evidence].flatMap((path) => fileAt(state, path) ?? []), ...links];
    const own = base64Sha256([file, index, ...parts.flatMap(({ path, oid }) => [path, oid])].join("\0"));
    const manifest = documents.find((one) => one.index === index);
    return { name, formerly, file, index, production, documents: own, parts, manifest };
  });
  const parts = [...new Set([file, ...outline.deployments.flatMap(({ evidence }) => evidence)])];
  return { deployments, problem: outline.problem, parts };
}

/** Reads the deployments of one commit after the other; unchanged files are not read again. */
export function createDeploymentReader(history: GitRepository, cache: ReplayCache) {
  const [walk, find] = [createIncrementalTree(history), createDeploymentFinder()];
  const last = new Map<string, CachedFile>();

  /** The content of a file at the commit before, if none of its parts has changed. */
  function unchanged({ changed }: TreeChange, file: string): CachedFile | undefined {
    const cached = changed && last.get(file);
    return cached?.parts.some((path) => changed?.has(path)) === false ? cached : undefined;
  }

  /** @param paths of the files that changed since the commit before; undefined where any file may have changed */
  return async function read(
    folder: string,
    all: ReadonlyMap<string, TreeEntry>,
    rules: LoadedPolicies,
    paths: ReadonlySet<string> | undefined,
  ): Promise<DeploymentsAtCommit> {
    const advance = walk(folder, all, paths);
    const { state } = advance;
    const found = find(advance, rules);
    const reused = new Map(found.map((file) => [file, unchanged(advance, file)]));
    const fresh = found.filter(
      (file) => !reused.get(file) && (state.links.length > 0 || !cache.outlines.has(outlineKey(state, file))),
    );
    history.prefetchBlobs(fresh.flatMap((file) => state.byPath.get(file) ?? []));
    const deployments = new Map<string, DeploymentAtCommit>();
    const problems = new Map<string, string>();
    for (const file of found) {
      const cached = reused.get(file) ?? (await readFileAt(state, file, cache));
      last.set(file, cached);
      if (cached.problem !== null) problems.set(file, cached.problem);
      for (const deployment of cached.deployments) {
        const { name } = deployment;
        deployments.set(deployments.has(name) ? `${name} (${file})` : name, deployment);
      }
    }
    // A file that is not read now may change unnoticed.
    if (last.size > found.length) for (const file of last.keys()) if (!reused.has(file)) last.delete(file);
    return { deployments, problems };
  };
}
