/** The SHA-256 of some bytes, or of a text in UTF-8, in hexadecimal digits. */
export declare const sha256: (content: string | Uint8Array) => string;
