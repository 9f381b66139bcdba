import { parseText } from "../documents/parse.ts";
import { createDigestCause } from "../evidence/digest-cause.ts";
import { openGitRepository } from "../repository/git/repository.ts";
import { isDiagnostic, readBytes } from "../repository/read.ts";
import type { Tree } from "../repository/tree.ts";
import { decodeText } from "../util/decode-text.ts";
import { sha256 } from "../util/hash.ts";
import { type JsonDifference, diffJson } from "../util/json-diff.ts";
import type { Json } from "../util/json.ts";
import { lazy } from "../util/memoize.ts";

/** A file of evidence with what its pins are compared with, or the reason why it cannot be pinned. */
export type PinnedFile =
  | { readonly problem: string }
  | {
      /** SHA-256 of its bytes. */
      readonly actual: string;
      /** Why it has another digest than a pin, if a tool converted it. */
      readonly causeOf: (pin: string) => string | undefined;
      /** What changed since it had the content of a pin; undefined if its history does not have that content. */
      readonly differencesSince: (pin: string) => readonly JsonDifference[] | undefined;
    };

/** Largest evidence file, in bytes. */
const LIMIT = 64 * 1024 * 1024;
/** Versions of a file that are searched for its pinned content. */
const MOST_VERSIONS = 50;

/** Opens files of evidence, each once however many entries name it. */
export function createPinnedFiles(tree: Tree): (file: string) => PinnedFile {
  const repository = lazy(() => openGitRepository(tree.root, { offline: true }));
  const files = new Map<string, PinnedFile>();
  const versionsOf = (file: string): Map<string, Uint8Array> => {
    const git = repository();
    const head = git?.commit("HEAD");
    if (!git || head === undefined) return new Map();
    const path = git.folder + file;
    return new Map(
      git.log
        .versions(head, path, MOST_VERSIONS)
        .flatMap(({ oid }) => [git.blob(oid), git.content(oid, path)])
        .flatMap((bytes) => (bytes ? [[sha256(bytes), bytes] as const] : [])),
    );
  };
  return (file) => {
    const known = files.get(file);
    const opened = known ?? open(tree, file, () => versionsOf(file));
    files.set(file, opened);
    return opened;
  };
}

function open(tree: Tree, file: string, readVersions: () => Map<string, Uint8Array>): PinnedFile {
  const bytes = readBytes(tree, file, { bytes: LIMIT });
  if (isDiagnostic(bytes)) return { problem: bytes.message };
  if (bytes.length === 0) return { problem: "it is empty" };
  const versions = lazy(readVersions);
  const compared = new Map<string, readonly JsonDifference[] | undefined>();
  return {
    actual: sha256(bytes),
    causeOf: createDigestCause(bytes),
    differencesSince(pin) {
      const before = versions().get(pin);
      if (before && !compared.has(pin)) compared.set(pin, compare(file, before, bytes));
      return compared.get(pin);
    },
  };
}

function compare(file: string, before: Uint8Array, after: Uint8Array): JsonDifference[] {
  const [was, is] = [before, after].map((bytes) =>
    parseText(file, decodeText(bytes)).documents.map(({ value }) => value),
  );
  return diffJson(was as Json, is as Json).map((one) => ({ ...one, path: one.path.replace(/^\[0\]\.?/, "") }));
}
