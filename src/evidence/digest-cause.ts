import { decodeText } from "../util/decode-text.ts";
import { sha256 } from "../util/hash.ts";
import { lazy } from "../util/memoize.ts";

/** The text of a git LFS pointer to a content. */
const pointerTo = (bytes: Uint8Array): string =>
  `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256(bytes)}\nsize ${bytes.length}\n`;

/** Largest file, in bytes, for which a cause is looked for. */
const LIMIT = 2 * 1024 * 1024;

/** What tools do to a file without changing what it says: the change, and its result. */
const conversions: readonly (readonly [string, (text: string, bytes: Uint8Array) => string])[] = [
  ["the line ends are CRLF, and were LF when it was pinned", (text) => text.replaceAll("\r\n", "\n")],
  ["the line ends are LF, and were CRLF when it was pinned", (text) => text.replaceAll(/\r?\n/g, "\r\n")],
  ["a line break at its end was added", (text) => text.replace(/\r?\n$/, "")],
  ["the line break at its end was removed", (text) => `${text}\n`],
  ["a byte order mark was added", (text) => text.replace(/^\u00EF\u00BB\u00BF/, "")],
  ["its byte order mark was removed", (text) => `\u00EF\u00BB\u00BF${text}`],
  ["the pin is that of the git LFS pointer", (_, bytes) => pointerTo(bytes)],
];

/**
 * Finds out whether a file has another digest than a pin only because a tool converted it: line ends, the end of the
 * file, a byte order mark, or a git LFS pointer in place of the content. The digests are computed once.
 * @returns for a pin, the cause as a clause, or undefined if the content is another
 */
export function createDigestCause(bytes: Uint8Array): (pin: string) => string | undefined {
  const causes = lazy(() => {
    if (bytes.length > LIMIT) return new Map<string, string>();
    // Latin-1 keeps each byte.
    const text = decodeText(bytes, 0, "latin1");
    return new Map(
      conversions
        .map(([cause, convert]) => [sha256(Buffer.from(convert(text, bytes), "latin1")), cause] as const)
        .toReversed(),
    );
  });
  return (pin) => causes().get(pin);
}

/** A digest as messages show it. */
export const shortDigest = (digest: string): string => digest.slice(0, 12);

/** What a mismatch says: the pinned digest, the actual one, and the cause if a tool is the cause. */
export function describeMismatch(pin: string, actual: string, cause: string | undefined): string {
  return `pinned ${shortDigest(pin)}, actual ${shortDigest(actual)}${cause === undefined ? "" : `; ${cause}`}`;
}
