import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../../util/decode-text.ts";
import { defaultReadLimit, isDiagnostic } from "../read.ts";
import { workingTree } from "../working-tree.ts";
import type { Tree } from "../tree.ts";
import { readConversions, withAttributesFolder } from "./attributes.ts";
import type { BlobReader } from "./blobs.ts";
import { resolvePointer } from "./lfs.ts";
import type { RunGit } from "./run.ts";
import type { GitSettings } from "./settings.ts";
import type { TreeEntry } from "./types.ts";

/** Reads the files of one state as a checkout would write them. Paths start from the top of the checkout. */
export interface ContentReader {
  /** Undefined if the content is not available locally, or only a program named in the settings can produce it. */
  read(oid: string, path: string): Uint8Array | undefined;
  /** Converts many files at once, for later calls of `read`. */
  prefetch(files: readonly TreeEntry[]): void;
  /** The files whose content a checkout changes in a way that hides words: the attribute, by the path from the top. */
  conversions(files: readonly string[]): ReadonlyMap<string, string>;
}

/** The sources of contents. */
export interface ContentOrigin {
  readonly git: RunGit;
  /** Absolute path of the top of the checkout. */
  readonly top: string;
  /** Absolute path of git's own folder of this work tree, with its settings. */
  readonly ownFolder: string;
  /** Absolute path of git's own folder, which all work trees share. */
  readonly gitFolder: string;
  readonly blobs: BlobReader;
  readonly settings: () => GitSettings;
  /** The content on the disk, if the file is the unchanged checkout of this object. */
  readonly unchangedOnDisk: (path: string, oid: string) => Uint8Array | undefined;
}

interface ContentSource extends ContentOrigin {
  /** The `.gitattributes` files, by their paths from the top of the checkout. */
  readonly attributes: readonly TreeEntry[];
}

/** The largest file of the disk that can replace a pointer, in bytes. */
const DISK_LIMIT = 64 * 1024 * 1024;

/** Attributes that make a checkout convert a file. */
const converting = /\b(?:eol|crlf|ident|filter|working-tree-encoding)\b/;

export const isAttributesFile = ({ path, mode }: Pick<TreeEntry, "path" | "mode">): boolean =>
  mode.startsWith("100") && /(?:^|\/)\.gitattributes$/.test(path);

/**
 * Creates a reader of contents. It never starts the programs of filters. A file that only such a program can write is read
 * from the disk if it is unchanged there, and is otherwise not available. Pointers of git LFS are resolved locally.
 *
 * @param attributes the `.gitattributes` files of the state, by their paths from the top of the checkout
 */
export function createContentReader(origin: ContentOrigin, attributes: readonly TreeEntry[]): ContentReader {
  const source = { ...origin, attributes };
  const { blobs, unchangedOnDisk, gitFolder } = source;
  const disk = workingTree(origin.top);
  const known = new Map<string, Uint8Array | undefined>();
  let converts: boolean | undefined;
  const needsConversion = (): boolean => (converts ??= mayConvert(source));
  const keyOf = (oid: string, path: string): string => `${oid}\0${path}`;

  function prefetch(files: readonly TreeEntry[]): void {
    const fresh = files.filter(
      ({ oid, path, size }) => !known.has(keyOf(oid, path)) && (size ?? 0) <= defaultReadLimit,
    );
    if (fresh.length === 0 || !needsConversion()) return;
    const found = withAttributes(source, (folder) => convertIn(folder, source, fresh));
    for (const { oid, path } of fresh) {
      const content = found.get(path);
      known.set(keyOf(oid, path), content === "program" ? unchangedOnDisk(path, oid) : (content ?? blobs.read(oid)));
    }
  }

  function readConverted(oid: string, path: string): Uint8Array | undefined {
    if (!needsConversion() || blobs.read(oid) === undefined) return blobs.read(oid);
    prefetch([{ oid, path, mode: "100644", size: undefined }]);
    return known.get(keyOf(oid, path));
  }

  return {
    prefetch,
    conversions(files) {
      if (!needsConversion()) return new Map();
      const names = new Set(source.settings().filters.keys());
      return withAttributes(source, (folder) =>
        readConversions(source.git, files, names, attributesCall(folder, origin.ownFolder)),
      );
    },
    read(oid, path) {
      const bytes = readConverted(oid, path);
      return bytes && resolvePointer(bytes, gitFolder, () => bytesOn(disk, path));
    },
  };
}

function bytesOn(disk: Tree, path: string): Uint8Array | undefined {
  const bytes = disk.readFile(path, DISK_LIMIT);
  return isDiagnostic(bytes) ? undefined : bytes;
}

function mayConvert({ blobs, attributes, settings, gitFolder }: ContentSource): boolean {
  const { convertsAll, attributesFiles } = settings();
  if (convertsAll) return true;
  const texts = [join(gitFolder, "info/attributes"), ...attributesFiles]
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, "latin1"));
  const tracked = attributes.map(({ oid }) => decodeText(blobs.read(oid) ?? new Uint8Array(), 0, "latin1"));
  return [...texts, ...tracked].some((text) => converting.test(text));
}

/** How git runs with the attributes of a folder. Without an index, which would add those of another state. */
const attributesCall = (folder: string, ownFolder: string) => ({
  cwd: folder,
  env: { GIT_DIR: ownFolder, GIT_WORK_TREE: folder, GIT_INDEX_FILE: join(folder, ".git/no-index") },
});

/** Calls git with the attributes of the state, and no others. */
function withAttributes<T>({ attributes, blobs }: ContentSource, use: (folder: string) => T): T {
  const files = attributes.map(({ path, oid }) => ({ path, content: blobs.read(oid) ?? new Uint8Array() }));
  return withAttributesFolder(files, use);
}

/**
 * The files as a checkout writes them, by path; "program" for those that need a program.
 * @param folder contains only the `.gitattributes` files
 */
function convertIn(
  folder: string,
  { git, ownFolder, settings, blobs }: ContentSource,
  files: readonly TreeEntry[],
): Map<string, Uint8Array | "program"> {
  const { filters } = settings();
  const call = attributesCall(folder, ownFolder);
  const env = { ...call.env, ...withoutPrograms([...filters.keys()]) };
  const found = new Map<string, Uint8Array | "program">();
  const names = [...filters].filter(([, changes]) => changes).map(([name]) => name);
  if (names.length > 0) {
    const input = files.map(({ path }) => `${path}\0`).join("");
    const fields = git(["check-attr", "-z", "--stdin", "filter"], { input, cwd: folder, env })
      .toString("utf8")
      .split("\0");
    for (let at = 0; at + 2 < fields.length; at += 3) {
      const [path = "", , value = ""] = fields.slice(at, at + 3);
      // Pointers of git LFS are recognised by their content.
      if (value !== "lfs" && names.includes(value)) found.set(path, "program");
    }
  }
  const rest = files.filter(({ path, oid }) => !found.has(path) && blobs.read(oid) !== undefined);
  const many = rest.filter(({ path }) => !isNoLine(path));
  for (const { oid, path } of rest.filter((file) => isNoLine(file.path)))
    found.set(path, Buffer.from(git(["cat-file", "--filters", `--path=${path}`, oid], { cwd: folder, env })));
  if (many.length === 0) return found;
  // Git prints the size before the conversion, so an unpredictable mark separates the files.
  const mark = randomBytes(16).toString("hex");
  const input = many.map(({ oid, path }) => `${oid} ${path}\n`).join("");
  const output = Buffer.from(git(["cat-file", `--batch=${mark}`, "--filters"], { input, cwd: folder, env }));
  const [start, between] = [Buffer.from(`${mark}\n`), Buffer.from(`\n${mark}\n`)];
  let at = start.length;
  for (const { path } of many) {
    const end = output.indexOf(between, at);
    found.set(path, output.subarray(at, end < 0 ? output.length - 1 : end));
    at = end < 0 ? output.length : end + between.length;
  }
  return found;
}

/** True for a path that a line of input for git cannot name: git drops blanks before it, and line ends. */
const isNoLine = (path: string): boolean => /^[ \t]|[\r\n]/.test(path);

/** Environment variables that keep git from starting programs of filters. */
function withoutPrograms(filters: readonly string[]): Record<string, string> {
  const before = Number(process.env["GIT_CONFIG_COUNT"] ?? "0") || 0;
  const settings = filters.flatMap((name) =>
    ["smudge", "process", "required"].map((key) => [`filter.${name}.${key}`, key === "required" ? "false" : ""]),
  );
  return Object.fromEntries([
    ...settings.flatMap(([key = "", value = ""], i) => [
      [`GIT_CONFIG_KEY_${before + i}`, key],
      [`GIT_CONFIG_VALUE_${before + i}`, value],
    ]),
    ["GIT_CONFIG_COUNT", String(before + settings.length)],
  ]) as Record<string, string>;
}
