import { type Diagnostic, errorAt, fileError } from "../model/diagnostic.ts";
import type { Document } from "../model/document.ts";
import { CAREGATE_DIR } from "../repository/layout.ts";
import { type Json, compareCodeUnits, isObject } from "../util/json.ts";
import { sha256 } from "../util/hash.ts";
import { quote } from "../util/text.ts";

/** The folder of the shared sets, each in a folder of its name. */
export const VENDOR_DIR = `${CAREGATE_DIR}/vendor`;
/** The folder of a source that holds its set by default: a repository shares what it checks itself with. */
const DEFAULT_FOLDER = CAREGATE_DIR;

/** The version of a source that a set is pinned to. */
export type SharedSource =
  | { readonly kind: "git"; readonly address: string; readonly commit: string; readonly folder: string }
  | { readonly kind: "npm"; readonly name: string; readonly version: string; readonly folder: string };

/** A set of `extends` in config.yaml. */
export interface SharedSet {
  /** Its index in the list. */
  readonly index: number;
  readonly name: string;
  readonly source: SharedSource;
  /** `sha256:` and the digest of its lock; undefined before it is vendored for the first time. */
  readonly digest: string | undefined;
}

/** The sets of a config, and the mistakes in the entries that name none. */
export interface SharedSets {
  readonly sets: readonly SharedSet[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A file of a set. */
export interface SharedFile {
  /** Path within the set. */
  readonly path: string;
  readonly sha256: string;
}

const textAt = (value: Json | undefined): string | undefined => (typeof value === "string" ? value : undefined);

/** The source of an entry, or what is wrong with it and at which key. */
function sourceOf(entry: { readonly [key: string]: Json }): SharedSource | readonly [key: string, message: string] {
  const [git, npm, commit, version] = ["git", "npm", "commit", "version"].map((key) => textAt(entry[key]));
  const folder = textAt(entry["folder"]) ?? DEFAULT_FOLDER;
  if (folder.split("/").includes("..")) return ["folder", "the folder leaves the source: name a folder in it"];
  if ((git === undefined) === (npm === undefined))
    return ["", git === undefined ? "name a source: `git` or `npm`" : "name one source: `git` or `npm`"];
  if (git !== undefined) {
    if (commit === undefined) return ["git", "name the `commit` that is meant, by its 40 or 64 hexadecimal digits"];
    return { kind: "git", address: git, commit, folder };
  }
  if (version === undefined) return ["npm", "name the `version` that is meant, such as 1.2.3"];
  return { kind: "npm", name: npm as string, version, folder };
}

/** Reads `extends` of a config that is valid for its schema. */
export function readSharedSets(config: Document | undefined): SharedSets {
  const list = config?.value["extends"];
  const diagnostics: Diagnostic[] = [];
  const sets: SharedSet[] = [];
  const entries = Array.isArray(list) ? list : [];
  for (const [index, entry] of entries.entries()) {
    if (!isObject(entry)) continue;
    const report = (key: string, message: string): void => {
      const at = (config as Document).locate(["extends", index, ...(key === "" ? [] : [key])]);
      diagnostics.push(errorAt(at, "config/extends", message));
    };
    const name = String(entry["name"]);
    const source = sourceOf(entry);
    if (sets.some((one) => one.name === name)) report("name", `there is a second set \`${name}\`: use another name`);
    else if (!("kind" in source)) report(...source);
    else sets.push({ index, name, source, digest: textAt(entry["digest"]) });
  }
  return { sets, diagnostics };
}

/** The version of a source in one line. The address is not part of it, so that a mirror has the same digest. */
export const versionOf = (source: SharedSource): string =>
  source.kind === "git"
    ? `git ${source.commit} ${source.folder}`
    : `npm ${source.name}@${source.version} ${source.folder}`;

/** A source for people, such as `commit 0123abc of https://git.example/policies.git`. */
export const describeSource = (source: SharedSource): string =>
  source.kind === "git"
    ? `commit ${source.commit.slice(0, 12)} of ${source.address}`
    : `${source.name} ${source.version} from npm`;

export const setFolder = (name: string): string => `${VENDOR_DIR}/${name}`;
export const lockFile = (name: string): string => `${VENDOR_DIR}/${name}.sha256`;

/** The lock of a set: its version and the digest of each file, in a form that `sha256sum --check` reads in `vendor/`. */
export function lockText(name: string, version: string, files: readonly SharedFile[]): string {
  const lines = files.toSorted((a, b) => compareCodeUnits(a.path, b.path));
  return [`# ${version}`, ...lines.map((one) => `${one.sha256}  ${name}/${one.path}`), ""].join("\n");
}

/** What a lock says; undefined for a text of another form. */
export function readLock(name: string, text: string): { version: string; files: Map<string, string> } | undefined {
  const [head = "", ...lines] = text.split("\n");
  if (!head.startsWith("# ") || lines.pop() !== "") return undefined;
  const files = new Map<string, string>();
  for (const line of lines) {
    const [, digest, path] = /^([0-9a-f]{64}) {2}(\S+)$/.exec(line) ?? [];
    if (digest === undefined || !path?.startsWith(`${name}/`)) return undefined;
    files.set(path.slice(name.length + 1), digest);
  }
  return { version: head.slice(2), files };
}

/** The set that a file below the vendor folder belongs to, and its path in it; undefined for a lock. */
export function sharedPath(file: string): { readonly set: string; readonly path: string } | undefined {
  const [, set, path] = /^\.caregate\/vendor\/([^/]+)\/(.+)$/.exec(file) ?? [];
  return set === undefined || path === undefined ? undefined : { set, path };
}

const vendorHint = "run `caregate vendor`";

/** Differences between the files of a set and its lock, each at the file. */
function* fileDifferences(name: string, locked: ReadonlyMap<string, string>, files: readonly SharedFile[]) {
  const present = new Map(files.map((one) => [one.path, one.sha256]));
  const at = (path: string, message: string): Diagnostic =>
    fileError(`${setFolder(name)}/${path}`, "vendor/changed", message);
  for (const [path, digest] of present) {
    if (!locked.has(path)) yield at(path, `this file is not in the lock of the set \`${name}\`: remove it`);
    else if (locked.get(path) !== digest)
      yield at(path, `this file differs from the lock of the set \`${name}\`: restore it, ${vendorHint}`);
  }
  for (const path of locked.keys()) {
    if (present.has(path)) continue;
    const message = `the lock names ${quote(`${name}/${path}`)}, which is missing: restore it, ${vendorHint}`;
    yield fileError(lockFile(name), "vendor/changed", message);
  }
}

/** Problems of a set that config.yaml names. */
function* setProblems(config: Document, set: SharedSet, lock: string | undefined, files: readonly SharedFile[]) {
  const { name, index, source, digest } = set;
  const at = (key: string, message: string): Diagnostic =>
    errorAt(config.locate(["extends", index, key]), "vendor/changed", message);
  if (lock === undefined && files.length === 0) {
    yield at("name", `the set \`${name}\` is not in \`${VENDOR_DIR}/\`: ${vendorHint}`);
    return;
  }
  const read = lock === undefined ? undefined : readLock(name, lock);
  if (read === undefined) {
    const problem = lock === undefined ? "is missing" : "is not one";
    yield fileError(lockFile(name), "vendor/changed", `the lock of the set \`${name}\` ${problem}: ${vendorHint}`);
    return;
  }
  if (read.version !== versionOf(source)) {
    const key = source.kind === "git" ? "commit" : "version";
    yield at(key, `the files in \`${VENDOR_DIR}/${name}/\` are of another version: ${vendorHint}`);
  } else if (digest === undefined) yield at("name", `the set \`${name}\` has no \`digest\`: ${vendorHint}`);
  else if (digest !== `sha256:${sha256(lock as string)}`)
    yield at("digest", `the lock of the set \`${name}\` has another digest: restore its files, ${vendorHint}`);
  yield* fileDifferences(name, read.files, files);
}

/**
 * Checks the vendored files of a repository against their locks, and the locks against the digests of config.yaml.
 * @param config undefined if there is none that can be read: then sets that nothing names are no error of their own
 * @param locks the texts of the locks, by set
 */
export function checkSharedSets(
  config: Document | undefined,
  sets: readonly SharedSet[],
  locks: ReadonlyMap<string, string>,
  files: ReadonlyMap<string, readonly SharedFile[]>,
): Diagnostic[] {
  if (!config) return [];
  const problems = sets.flatMap((set) => [...setProblems(config, set, locks.get(set.name), files.get(set.name) ?? [])]);
  const named = new Set(sets.map(({ name }) => name));
  const others = [...new Set([...locks.keys(), ...files.keys()])].filter((name) => !named.has(name));
  return [
    ...problems,
    ...others.toSorted(compareCodeUnits).map((name) => {
      const [first] = files.get(name) ?? [];
      const file = first ? `${setFolder(name)}/${first.path}` : lockFile(name);
      const message = `\`extends\` of config.yaml names no set \`${name}\`: name it or remove its files`;
      return fileError(file, "vendor/unnamed", message);
    }),
  ];
}

/** True for a path of a source that a set may have. Waivers and keys are decisions of each repository: nobody shares them. */
export const isSharedPath = (path: string): boolean =>
  /^(?:config\.(?:yaml|yml|json)|policies\/.+\.(?:yaml|yml|json)|formats\/[^/]+\.(?:yaml|yml|json)|tests\/.+|schemas\/own\/[^/]+\.(?:json|yaml|yml)|README\.md|LICENSE(?:\.md|\.txt)?)$/.test(
    path,
  );
