import { posix } from "node:path";
import type { History } from "../documents/git.ts";
import type { ListedFile } from "../documents/listed-tree.ts";
import { loadFile } from "../documents/load.ts";
import type { FileChange } from "../documents/log.ts";
import type { Tree } from "../documents/tree.ts";
import type { Document } from "../model/document.ts";
import { at, isObject } from "../model/json.ts";
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
export const concerns = (parts: ReadonlySet<string>, { path, now }: FileChange): boolean =>
  documentFile.test(path) ||
  ignores.test(path) ||
  path.includes(`${GOVERNANCE}/`) ||
  parts.has(path) ||
  now?.mode === LINK;

/** A state of the repository below its root. */
interface State {
  readonly files: readonly ListedFile[];
  readonly byPath: ReadonlyMap<string, ListedFile>;
  readonly links: readonly ListedFile[];
  readonly tree: () => Tree;
}

function stateOf(history: History, folder: string, all: ReadonlyMap<string, ListedFile>): State {
  const files = filesBelow(all.values(), folder);
  let tree: Tree | undefined;
  return {
    files,
    byPath: new Map(files.map((file) => [file.path, file])),
    links: files.filter(({ mode }) => mode === LINK),
    tree: () => (tree ??= treeOf(history, folder, files)),
  };
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

/** What decides which files may hold deployments, their contents aside: the settings, and what is to be ignored. */
function choiceOf({ files }: State, { ruleSet: { config } }: Rules): string {
  const ignoring = files.flatMap(({ path, oid }) => (ignores.test(path) ? [path, oid] : []));
  return JSON.stringify([config?.value["paths"] ?? null, config?.value["exclude"] ?? null, ignoring]);
}

/** Finds the files that may hold deployments; where only contents have changed, they are those of before. */
function createFinder() {
  let last: { readonly files: readonly ListedFile[]; readonly choice: string; readonly found: string[] } | undefined;
  const isLast = ({ files, links }: State, choice: string): boolean =>
    links.length === 0 &&
    last?.choice === choice &&
    last.files.length === files.length &&
    last.files.every(({ path, mode }, i) => path === files[i]?.path && mode === files[i].mode);
  return (state: State, rules: Rules): readonly string[] => {
    const choice = choiceOf(state, rules);
    if (last && isLast(state, choice)) return last.found;
    const tree = state.tree();
    const policies = { source: "commit", commit: null } as const;
    const found = filesOf({ tree, governing: tree, policies, targets: [tree.root] }, rules.ruleSet).files;
    last = { files: state.files, choice, found };
    return found;
  };
}

/** What a file holds of deployments, and the names in git of all that they consist of. */
interface Held {
  readonly deployments: readonly Deployment[];
  readonly problem: string | null;
  readonly parts: readonly (readonly [path: string, oid: string | undefined])[];
}

/** Reads the deployments of commit after commit; what is as it was is not read again. */
export function createReader(history: History, { outlines }: VerdictCache) {
  const find = createFinder();
  const last = new Map<string, Held>();

  const keyOf = ({ byPath }: State, file: string): string => `${byPath.get(file)?.oid ?? ""}\0${file}`;

  function asBefore({ byPath, links }: State, file: string): Held | undefined {
    const held = links.length === 0 ? last.get(file) : undefined;
    return held?.parts.every(([path, oid]) => byPath.get(path)?.oid === oid) === true ? held : undefined;
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
    const paths = new Set([file, ...outline.deployments.flatMap(({ evidence }) => evidence)]);
    const parts = [...paths].map((path) => [path, byPath.get(path)?.oid] as const);
    return { deployments, problem: outline.problem, parts };
  }

  return async function read(folder: string, all: ReadonlyMap<string, ListedFile>, rules: Rules): Promise<Found> {
    const state = stateOf(history, folder, all);
    const { byPath, links } = state;
    const found = find(state, rules);
    const fresh = found.filter(
      (file) => !asBefore(state, file) && (links.length > 0 || !outlines.has(keyOf(state, file))),
    );
    history.bring(fresh.flatMap((file) => byPath.get(file) ?? []));
    const deployments = new Map<string, Deployment>();
    const problems = new Map<string, string>();
    for (const file of found) {
      const held = asBefore(state, file) ?? (await look(state, file));
      last.set(file, held);
      if (held.problem !== null) problems.set(file, held.problem);
      for (const deployment of held.deployments) {
        const { name } = deployment;
        deployments.set(deployments.has(name) ? `${name} (${file})` : name, deployment);
      }
    }
    if (links.length > 0) last.clear();
    return { deployments, problems };
  };
}
