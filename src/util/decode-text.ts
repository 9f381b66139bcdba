/** Decodes bytes from a position on. Bytes that are not UTF-8 become the replacement character; a byte order mark stays. */
export const decodeText = (
  { buffer, byteOffset, length }: Uint8Array,
  start = 0,
  encoding: "utf8" | "latin1" = "utf8",
): string => Buffer.from(buffer, byteOffset + start, length - start).toString(encoding);
