import { decodeText } from "../../util/decode-text.ts";
import { type SourceEntry, SourceError } from "./source-files.ts";

/** An entry of an archive with its content. */
export interface TarEntry extends SourceEntry {
  readonly bytes: Uint8Array;
}

const BLOCK = 512;

/** A text of a header, up to its first NUL. */
function textIn(header: Uint8Array, start: number, length: number): string {
  const field = header.subarray(start, start + length);
  const end = field.indexOf(0);
  return decodeText(end < 0 ? field : field.subarray(0, end));
}

/** An octal number of a header. */
function numberIn(header: Uint8Array, start: number, length: number): number {
  const text = textIn(header, start, length).trim();
  if (!/^[0-7]*$/.test(text)) throw new SourceError("the archive has a header with an unknown number");
  return text === "" ? 0 : Number.parseInt(text, 8);
}

/** The sum over a header in which the field of the sum is blank. */
function checksumOf(header: Uint8Array): number {
  let sum = 0;
  for (const [i, byte] of header.entries()) sum += i >= 148 && i < 156 ? 32 : byte;
  return sum;
}

/** The path that an extended header (pax) states for the next entry; each record is `LENGTH KEY=VALUE` and a line end. */
function paxPath(bytes: Uint8Array): string | undefined {
  let path: string | undefined;
  for (let at = 0; at < bytes.length;) {
    const blank = bytes.indexOf(32, at);
    const length = blank < 0 ? Number.NaN : Number(decodeText(bytes.subarray(at, blank)));
    if (!Number.isSafeInteger(length) || length <= blank - at || at + length > bytes.length)
      throw new SourceError("the archive has an extended header that cannot be read");
    const record = decodeText(bytes.subarray(blank + 1, at + length - 1));
    if (record.startsWith("path=")) path = record.slice("path=".length);
    at += length;
  }
  return path;
}

const kindOf = (type: string, mode: number): SourceEntry["kind"] | undefined => {
  if (type === "0" || type === "") return (mode & 0o111) === 0 ? "file" : "executable";
  if (type === "1" || type === "2") return "link";
  return type === "5" ? undefined : "other";
};

/**
 * Reads the entries of an archive in the format that npm writes (POSIX ustar with extended headers); folders are left out.
 * @throws SourceError when the archive is damaged or has a feature that packages do not use
 */
export function readTar(archive: Uint8Array): TarEntry[] {
  const entries: TarEntry[] = [];
  let stated: string | undefined;
  for (let at = 0; at + BLOCK <= archive.length;) {
    const header = archive.subarray(at, at + BLOCK);
    if (header.every((byte) => byte === 0)) return entries;
    if (numberIn(header, 148, 8) !== checksumOf(header)) throw new SourceError("the archive is damaged");
    const size = numberIn(header, 124, 12);
    const type = textIn(header, 156, 1);
    const start = at + BLOCK;
    if (start + size > archive.length) throw new SourceError("the archive ends in the middle of a file");
    const bytes = archive.subarray(start, start + size);
    at = start + Math.ceil(size / BLOCK) * BLOCK;
    if (type === "x") {
      stated = paxPath(bytes);
      continue;
    }
    if (type === "g") continue;
    const prefix = textIn(header, 345, 155);
    const name = textIn(header, 0, 100);
    const path = stated ?? (prefix === "" ? name : `${prefix}/${name}`);
    stated = undefined;
    const kind = kindOf(type, numberIn(header, 100, 8));
    if (kind) entries.push({ path, kind, size, bytes });
  }
  throw new SourceError("the archive has no end");
}
