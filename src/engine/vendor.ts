import type { PolicyChange } from "../diff/compare-policies.ts";
import { diffTrees } from "../diff/diff-trees.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import { isError } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { isConfigPath, readBundle } from "../policy/bundle.ts";
import {
  type SharedSet,
  type SharedSource,
  VENDOR_DIR,
  describeSource,
  isSharedPath,
  lockFile,
  lockText,
  readLock,
  readSharedSets,
  setFolder,
  versionOf,
} from "../policy/shared-sets.ts";
import { type VendoredFiles, readVendored } from "../policy/vendored.ts";
import { type SelectedFiles, SourceError, fetchFiles } from "../repository/fetch/index.ts";
import { openWorkingTree } from "../repository/git/checkout-tree.ts";
import { overlayTree } from "../repository/overlay-tree.ts";
import { isDiagnostic, listFolder, readBytes } from "../repository/read.ts";
import { removeFiles } from "../repository/replace-file.ts";
import { findRoot } from "../repository/root.ts";
import type { Tree } from "../repository/tree.ts";
import { decodeText } from "../util/decode-text.ts";
import { UsageError } from "../util/errors.ts";
import { sha256 } from "../util/hash.ts";
import { type CheckedFiles, describeFiles } from "./checked-files.ts";
import { type PlannedFile, planFileChange, writeFileChanges } from "./file-changes.ts";
import type { EngineOptions } from "./options.ts";

/** What happens to a shared set. */
export interface VendoredSet {
  readonly name: string;
  /** Its version and where it comes from. */
  readonly source: string;
  /** `restored`: vendored files differ from their digests; `refused`: the source does, or cannot be fetched. */
  readonly state: "current" | "new" | "updated" | "restored" | "removed" | "refused";
  /** Why it is refused. */
  readonly problem: string | undefined;
  readonly digest: string | undefined;
  /** Paths within the set. */
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** Files and folders of the source that no set brings, such as waivers. */
  readonly leftOut: readonly string[];
}

export interface VendorResult extends CheckedFiles {
  readonly sets: readonly VendoredSet[];
  /** The effect on this repository; undefined if nothing changes. */
  readonly change: PolicyChange | undefined;
  /** Problems of the config, and of the policies as they would be. */
  readonly diagnostics: readonly Diagnostic[];
  readonly changes: readonly PlannedFile[];
  /** Files to remove, from the root. */
  readonly removals: readonly string[];
}

/** Fetches the files of a source. */
export type FetchSet = (source: SharedSource) => SelectedFiles;

const fetchShared: FetchSet = (source) => fetchFiles(source, isSharedPath);

/** A set with the files that it will have; undefined for one that is refused. */
interface PlannedSet {
  readonly line: VendoredSet;
  readonly set: SharedSet | undefined;
  /** New contents by path from the root; undefined for a file that goes. */
  readonly contents: ReadonlyMap<string, string | undefined>;
}

const nothing = { added: [], changed: [], removed: [], leftOut: [] };

function refused({ name, source, digest }: SharedSet, problem: string): PlannedSet {
  const line = { name, source: describeSource(source), state: "refused", problem, digest, ...nothing } as const;
  return { line, set: undefined, contents: new Map() };
}

function stateOf(set: SharedSet, digest: string, vendored: VendoredFiles, isSame: boolean): VendoredSet["state"] {
  const lock = vendored.locks.get(set.name);
  if (digest === set.digest) return isSame ? "current" : lock === undefined ? "new" : "restored";
  const locked = lock === undefined ? undefined : readLock(set.name, lock);
  const isUpdate = locked !== undefined && locked.version !== versionOf(set.source);
  if (set.digest === undefined) return locked === undefined ? "new" : "updated";
  return isUpdate ? "updated" : "refused";
}

function planSet(set: SharedSet, vendored: VendoredFiles, fetchSet: FetchSet): PlannedSet {
  let selection: SelectedFiles;
  try {
    selection = fetchSet(set.source);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    return refused(set, error.message);
  }
  const { files, leftOut } = selection;
  if (!files.some(({ path }) => /^(?:policies|formats|config)\b/.test(path)))
    return refused(set, `there is no policy, format or config in the folder \`${set.source.folder}\``);
  const { name, source } = set;
  const present = new Map((vendored.files.get(name) ?? []).map((one) => [one.path, one.sha256]));
  const digests = files.map(({ path, bytes }) => ({ path, sha256: sha256(bytes) }));
  const lock = lockText(name, versionOf(source), digests);
  const digest = `sha256:${sha256(lock)}`;
  const added = digests.filter(({ path }) => !present.has(path)).map(({ path }) => path);
  const changed = digests.filter((one) => present.has(one.path) && present.get(one.path) !== one.sha256);
  const removed = [...present.keys()].filter((path) => !files.some((one) => one.path === path));
  const differing = [...added, ...changed.map(({ path }) => path)];
  const isSame = differing.length + removed.length === 0 && vendored.locks.get(name) === lock;
  const state = stateOf(set, digest, vendored, isSame);
  if (state === "refused")
    return refused(set, `its files have the digest ${digest}: find out why, then remove \`digest\` to take them`);
  const contents = new Map<string, string | undefined>([[lockFile(name), lock]]);
  for (const { path, bytes } of files)
    if (differing.includes(path)) contents.set(`${setFolder(name)}/${path}`, decodeText(bytes));
  for (const path of removed) contents.set(`${setFolder(name)}/${path}`, undefined);
  const line = { name, source: describeSource(source), state, problem: undefined, digest, added, removed, leftOut };
  return { line: { ...line, changed: changed.map(({ path }) => path) }, set, contents };
}

/** Sets that `extends` no longer names go. */
function planRemovals(sets: readonly SharedSet[], { locks, files }: VendoredFiles): PlannedSet[] {
  const named = new Set(sets.map(({ name }) => name));
  const others = [...new Set([...locks.keys(), ...files.keys()])].filter((name) => !named.has(name)).toSorted();
  return others.map((name) => {
    const removed = (files.get(name) ?? []).map(({ path }) => path);
    const gone = [...removed.map((path) => `${setFolder(name)}/${path}`), ...(locks.has(name) ? [lockFile(name)] : [])];
    const line = { name, source: "not in `extends`", state: "removed", problem: undefined, digest: undefined } as const;
    return {
      line: { ...line, ...nothing, removed },
      set: undefined,
      contents: new Map(gone.map((file) => [file, undefined])),
    };
  });
}

/** Git must not convert line ends: the digests are of bytes. */
const attributes: readonly [string, string] = [
  `${VENDOR_DIR}/.gitattributes`,
  "# The digests of shared policy sets are of these bytes.\n* -text\n",
];

/** The file with new contents; undefined where it has them already. */
function plannedFile(tree: Tree, file: string, text: string): PlannedFile | undefined {
  const bytes = readBytes(tree, file);
  const before = isDiagnostic(bytes) ? null : sha256(bytes);
  return before === sha256(text) ? undefined : { file, sha256: before, text, edits: [] };
}

/** The change of config.yaml that writes new digests. */
function planDigests(
  tree: Tree,
  config: Document,
  planned: readonly PlannedSet[],
): PlannedFile | Diagnostic | undefined {
  const changes = planned.flatMap(({ set, line: { digest } }) =>
    set && digest !== undefined && digest !== set.digest
      ? [{ set: ["extends", set.index, "digest"], to: digest, order: digestOrder }]
      : [],
  );
  return changes.length === 0 ? undefined : planFileChange(tree, config.file, [{ index: config.index, changes }]);
}

const digestOrder = ["name", "git", "commit", "npm", "version", "folder", "digest"];

/** The contents of all sets as files to write and to remove. */
function planFiles(tree: Tree, planned: readonly PlannedSet[]): Pick<VendorResult, "changes" | "removals"> {
  const contents = new Map(planned.flatMap((one) => [...one.contents]));
  if (planned.some(({ set }) => set) && isDiagnostic(readBytes(tree, attributes[0]))) contents.set(...attributes);
  const changes = [...contents].flatMap(([file, text]) =>
    text === undefined ? [] : (plannedFile(tree, file, text) ?? []),
  );
  return { changes, removals: [...contents].flatMap(([file, text]) => (text === undefined ? [file] : [])) };
}

/**
 * Fetches the shared sets that `extends` of config.yaml names, compares them with their digests and plans their files.
 * Nothing is written.
 * @throws UsageError when there is no config that can be read
 */
export async function planVendoring(options: EngineOptions, fetchSet: FetchSet = fetchShared): Promise<VendorResult> {
  const { cwd, asOf, onProgress } = options;
  const tree = openWorkingTree(findRoot(cwd));
  const { config, diagnostics: problems } = await readBundle(tree);
  if (!config) {
    const isBroken = problems.some(({ file }) => isConfigPath(file));
    const next = isBroken ? "run `caregate check` for its errors" : "name the sets in its `extends`";
    throw new UsageError(`there is no ${isBroken ? "valid " : ""}\`.caregate/config.yaml\`: ${next}`);
  }
  const { sets } = readSharedSets(config);
  const listing = listFolder(tree, VENDOR_DIR);
  const vendored = readVendored(tree, listing.files);
  const planned = [...sets.map((set) => planSet(set, vendored, fetchSet)), ...planRemovals(sets, vendored)];
  const files = planFiles(tree, planned);
  const digests = planDigests(tree, config, planned);
  const unedited = digests && isDiagnostic(digests) ? [digests] : [];
  const changes = digests && !isDiagnostic(digests) ? [...files.changes, digests] : files.changes;
  const after = overlayTree(
    tree,
    new Map([
      ...changes.map(({ file, text }) => [file, Buffer.from(text)] as const),
      ...files.removals.map((file) => [file, undefined] as const),
    ]),
  );
  const isSame = changes.length + files.removals.length === 0;
  const change = isSame ? undefined : await diffTrees({ before: tree, after }, { asOf, onProgress });
  return {
    ...describeFiles(after, options),
    sets: planned.map(({ line }) => line),
    change,
    diagnostics: [...unedited, ...errorsOf(config.file, problems, change)],
    changes,
    removals: files.removals,
  };
}

/** The errors that keep sets from being taken: those of config.yaml and of the vendored files, and those that sets bring. */
function errorsOf(config: string, problems: readonly Diagnostic[], change: PolicyChange | undefined): Diagnostic[] {
  const isOwn = ({ code, file }: Diagnostic): boolean =>
    file === config || (code.startsWith("file/") && file.startsWith(VENDOR_DIR));
  if (!change) return problems.filter((one) => isError(one) && isOwn(one));
  const { before, after } = change.diagnostics;
  const isNew = ({ file, code, message }: Diagnostic): boolean =>
    !before.some((known) => known.file === file && known.code === code && known.message === message);
  return after.filter((one) => isError(one) && (isOwn(one) || isNew(one)));
}

/** Writes the planned files of shared sets. */
export function writeVendored({ root, changes, removals }: VendorResult): void {
  writeFileChanges({ root, changes });
  removeFiles(root, removals, VENDOR_DIR);
}
