import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { decodeText } from "../../util/decode-text.ts";
import { sha256 } from "../../util/hash.ts";
import { LFS_POINTER } from "../read.ts";

const FIELDS = /^oid sha256:([0-9a-f]{64})\nsize (\d{1,12})\n/m;
/** The largest content that is looked up, in bytes. */
const LIMIT = 64 * 1024 * 1024;

/**
 * The content of a git LFS pointer, if it is available locally. Content with another digest than that of the pointer is
 * rejected, so its origin does not matter.
 *
 * @param gitFolder absolute path of git's own folder, which all work trees share
 * @param onDisk the bytes of the file of the same path on the disk, if there are any
 * @returns the bytes themselves if they are not a pointer, or if its content is not available
 */
export function resolvePointer(bytes: Uint8Array, gitFolder: string, onDisk: () => Uint8Array | undefined): Uint8Array {
  if (bytes.length >= 1024 || !LFS_POINTER.test(decodeText(bytes.subarray(0, 400), 0, "latin1"))) return bytes;
  const [, digest = "", size = ""] = FIELDS.exec(decodeText(bytes, 0, "latin1")) ?? [];
  if (digest === "" || Number(size) > LIMIT) return bytes;
  const isContent = (content: Uint8Array | undefined): content is Uint8Array =>
    content?.length === Number(size) && sha256(content) === digest;
  const stored = readStored(join(gitFolder, "lfs/objects", digest.slice(0, 2), digest.slice(2, 4), digest));
  if (isContent(stored)) return stored;
  const checkedOut = onDisk();
  return isContent(checkedOut) ? checkedOut : bytes;
}

function readStored(file: string): Uint8Array | undefined {
  try {
    const status = statSync(file);
    return status.isFile() && status.size <= LIMIT ? readFileSync(file) : undefined;
  } catch {
    return undefined;
  }
}
