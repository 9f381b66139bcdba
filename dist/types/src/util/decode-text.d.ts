/** Decodes bytes from a position on. Bytes that are not UTF-8 become the replacement character; a byte order mark stays. */
export declare const decodeText: ({ buffer, byteOffset, length }: Uint8Array, start?: number, encoding?: "utf8" | "latin1") => string;
