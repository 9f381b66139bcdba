import { posix } from "node:path";
import type { History } from "../documents/git.ts";
import type { ListedFile } from "../documents/listed-tree.ts";
import { loadFile } from "../documents/load.ts";
import type { FileChange } from "../documents/log.ts";
import type { Tree } from "../documents/tree.ts";
import type { Document } from "../model/document.ts";
import { at, isObject } from "../model/json.ts";
import { once } from "../model/memo.ts";
import { GOVERNANCE } from "../policy/governance.ts";
import { validate } from "../schema/validate.ts";
import { filesBelow, treeOf } from "./past.ts";
import { MANIFEST, type Rules, filesOf } from "./state.ts";
import { type FileOutline, type VerdictCache, hashOf } from "./verdict-cache.ts";

/** A deployment at one time, and the files that it consists of. */
export interface Deployment {
  readonly name: string;
  readonly file: string;
  readonly index: number;
  readonly production: boolean;
  /** Names what it consists of. */
  readonly documents: string;
  readonly parts: readonly ListedFile[];
  /** The manifest, where it was only just read. */
  readonly manifest: Document | undefined;
}

/** What a commit holds of deployments. */
export interface Found {
  /** By their names; with the file where a name is taken. */
  readonly deployments: ReadonlyMap<string, Deployment>;
  /** By file, why something in it cannot be read. */
  readonly problems: ReadonlyMap<string, string>;
}

interface Read {
  readonly outline: FileOutline;
  readonly documents: readonly Document[];
}

/** Reads what a file holds of deployments. */
async function readDeployments(tree: Tree, file: string): Promise<Read> {
  const { documents, diagnostics } = loadFile(tree, file, { named: false, kind: MANIFEST });
  const problems = diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  const deployments = [];
  for (const document of documents) {
    if (document.kind !== MANIFEST) continue;
    const [wrong] = await validate(document);
    if (wrong) {
      problems.push(wrong.message);
      continue;
    }
    const entries = document.value["evidence"];
    const paths = (Array.isArray(entries) ? entries : []).flatMap((one) =>
      isObject(one) && typeof one["path"] === "string" ? [one["path"]] : [],
    );
    deployments.push({
      name: String(at(document.value, ["metadata", "name"])),
      index: document.index,
      production: at(document.value, ["spec", "stage"]) === "production",
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
export const concerns = (parts: () => ReadonlySet<string>, { path, now }: FileChange): boolean =>
  documentFile.test(path) ||
  ignores.test(path) ||
  path.includes(`${GOVERNANCE}/`) ||
  parts().has(path) ||
  now?.mode === LINK;

/** A state of the repository below its root. */
interface State {
  readonly folder: string;
  readonly byPath: Map<string, ListedFile>;
  readonly links: readonly ListedFile[];
  readonly files: () => readonly ListedFile[];
  readonly tree: () => Tree;
}

function stateFrom(history: History, folder: string, byPath: Map<string, ListedFile>): State {
  const files = once(() => [...byPath.values()]);
  const links = [...byPath.values()].filter(({ mode }) => mode === LINK);
  return { folder, byPath, links, files, tree: once(() => treeOf(history, folder, files())) };
}

/** Where a path leads; links are followed. */
function fileAt({ byPath, links, tree }: State, path: string): ListedFile | undefined {
  if (links.length === 0) return byPath.get(path);
  try {
    return byPath.get(tree().locate(path)?.path ?? path);
  } catch {
    return undefined;
  }
}

/** What a state has that the one before it had not. */
interface Advance {
  readonly state: State;
  /** Paths of what changed; undefined where anything may have. */
  readonly changed: ReadonlySet<string> | undefined;
  /** Whether other files may hold deployments now, whatever the settings say. */
  readonly moved: boolean;
}

/** Goes from state to state, for as much as changes. */
function createWalker(history: History) {
  let last: State | undefined;

  /** Takes a state further; undefined where links make that more than files changing one by one. */
  function further(from: State, all: ReadonlyMap<string, ListedFile>, paths: ReadonlySet<string>): Advance | undefined {
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
    const files = once(() => [...byPath.values()]);
    const state = { folder, byPath, links: [], files, tree: once(() => treeOf(history, folder, files())) };
    return { state, changed, moved };
  }

  return (folder: string, all: ReadonlyMap<string, ListedFile>, paths: ReadonlySet<string> | undefined): Advance => {
    const next = last?.folder === folder && last.links.length === 0 && paths ? further(last, all, paths) : undefined;
    const byPath = (): Map<string, ListedFile> =>
      new Map(filesBelow(all.values(), folder).map((file) => [file.path, file]));
    const advance = next ?? { state: stateFrom(history, folder, byPath()), changed: undefined, moved: true };
    last = advance.state;
    return advance;
  };
}

/** Finds the files that may hold deployments; where only contents have changed, they are those of before. */
function createFinder() {
  let last: { readonly choice: string; readonly found: string[] } | undefined;
  return ({ state, moved }: Advance, { ruleSet }: Rules): readonly string[] => {
    const choice = JSON.stringify([ruleSet.config?.value["paths"] ?? null, ruleSet.config?.value["exclude"] ?? null]);
    if (last?.choice === choice && !moved) return last.found;
    const tree = state.tree();
    const policies = { source: "commit", commit: null } as const;
    const found = filesOf({ tree, governing: tree, policies, targets: [tree.root] }, ruleSet).files;
    last = { choice, found };
    return found;
  };
}

/** What a file holds of deployments, and the paths of all that they consist of. */
interface Held {
  readonly deployments: readonly Deployment[];
  readonly problem: string | null;
  readonly parts: readonly string[];
}

/** Reads the deployments of commit after commit; what is as it was is not read again. */
export function createReader(history: History, { outlines }: VerdictCache) {
  const [walk, find] = [createWalker(history), createFinder()];
  const last = new Map<string, Held>();

  const keyOf = ({ byPath }: State, file: string): string => `${byPath.get(file)?.oid ?? ""}\0${file}`;

  /** What a file holds, where nothing of it has changed. */
  function asBefore({ changed }: Advance, file: string): Held | undefined {
    const held = changed && last.get(file);
    return held?.parts.some((path) => changed?.has(path)) === false ? held : undefined;
  }

  async function look(state: State, file: string): Promise<Held> {
    const { byPath, links, tree } = state;
    const key = keyOf(state, file);
    const known = outlines.get(key);
    const { outline, documents } = known ? { outline: known, documents: [] } : await readDeployments(tree(), file);
    if (byPath.get(file)?.mode !== LINK) outlines.set(key, outline);
    const deployments = outline.deployments.map(({ name, index, production, evidence }): Deployment => {
      const parts = [...[file, ...evidence].flatMap((path) => fileAt(state, path) ?? []), ...links];
      const own = hashOf([file, index, ...parts.flatMap(({ path, oid }) => [path, oid])].join("\0"));
      const manifest = documents.find((one) => one.index === index);
      return { name, file, index, production, documents: own, parts, manifest };
    });
    const parts = [...new Set([file, ...outline.deployments.flatMap(({ evidence }) => evidence)])];
    return { deployments, problem: outline.problem, parts };
  }

  /** @param paths those of files that changed since it was last read; undefined where anything may have */
  return async function read(
    folder: string,
    all: ReadonlyMap<string, ListedFile>,
    rules: Rules,
    paths: ReadonlySet<string> | undefined,
  ): Promise<Found> {
    const advance = walk(folder, all, paths);
    const { state } = advance;
    const found = find(advance, rules);
    const holdings = new Map(found.map((file) => [file, asBefore(advance, file)]));
    const fresh = found.filter(
      (file) => !holdings.get(file) && (state.links.length > 0 || !outlines.has(keyOf(state, file))),
    );
    history.bring(fresh.flatMap((file) => state.byPath.get(file) ?? []));
    const deployments = new Map<string, Deployment>();
    const problems = new Map<string, string>();
    for (const file of found) {
      const held = holdings.get(file) ?? (await look(state, file));
      last.set(file, held);
      if (held.problem !== null) problems.set(file, held.problem);
      for (const deployment of held.deployments) {
        const { name } = deployment;
        deployments.set(deployments.has(name) ? `${name} (${file})` : name, deployment);
      }
    }
    // What is not looked at now may change unseen.
    if (last.size > found.length) for (const file of last.keys()) if (!holdings.has(file)) last.delete(file);
    return { deployments, problems };
  };
}
