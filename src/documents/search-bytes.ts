import { decodeText } from "../util/decode-text.ts";
import { mayContainDocuments } from "./words.ts";

/** Bytes that are decoded at once, a multiple of four. */
const CHUNK = 1024 * 1024;
/** Characters at the end of a chunk that are searched again with the next one. No word is longer, whatever its escapes. */
const OVERLAP = 4096;

/** Turns bytes into text, chunk by chunk. */
type Decode = (chunk: Uint8Array) => string;

const decoderOf = (encoding: string): Decode => {
  const decoder = new TextDecoder(encoding);
  return (chunk) => decoder.decode(chunk, { stream: true });
};

/** Decodes UTF-32. A number that is no code point becomes the replacement character. */
const utf32Decoder =
  (isLittleEndian: boolean): Decode =>
  ({ buffer, byteOffset, length }) => {
    const view = new DataView(buffer, byteOffset, length);
    let text = "";
    for (let at = 0; at + 4 <= length; at += 4) {
      const point = view.getUint32(at, isLittleEndian);
      text += point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD";
    }
    return text;
  };

/** The decoder of UTF-16 or UTF-32 as YAML 1.2.2, 5.2, recognises it: by a byte order mark, or by ASCII at the start. */
function wideDecoder([a, b, c, d]: Uint8Array): Decode | undefined {
  if (a === 0 && b === 0) return utf32Decoder(false);
  if (b === 0 && c === 0 && d === 0) return utf32Decoder(true);
  if (a === 0xff && b === 0xfe) return c === 0 && d === 0 ? utf32Decoder(true) : decoderOf("utf-16le");
  if (a === 0 || (a === 0xfe && b === 0xff)) return decoderOf("utf-16be");
  return b === 0 ? decoderOf("utf-16le") : undefined;
}

/** Without its NULs a text of ASCII in UTF-16 or UTF-32 reads like plain ASCII, wherever it starts. */
const asAscii: Decode = (chunk) => decodeText(chunk, 0, "latin1").replaceAll("\0", "");

const decoders = (bytes: Uint8Array): Decode[] => [asAscii, wideDecoder(bytes) ?? decoderOf("utf-8")];

/** Shortens what may be within a word or beside it at any length: blanks, and characters that do not show. */
const shortened = (text: string): string =>
  text.replaceAll(/[\0\p{Cf}]+/gu, "").replaceAll(/[ \t\r\n]{2,}/g, (blanks) => (blanks.includes("\n") ? "\n" : " "));

/** True if bytes may contain a caregate document in some encoding. Takes memory for a part of them only. */
export function mayContainDocumentsInBytes(bytes: Uint8Array): boolean {
  return decoders(bytes).some((decode) => {
    let end = "";
    for (let at = 0; at < bytes.length; at += CHUNK) {
      const text = end + shortened(decode(bytes.subarray(at, at + CHUNK)));
      if (mayContainDocuments(text)) return true;
      end = text.slice(-OVERLAP);
    }
    return false;
  });
}
