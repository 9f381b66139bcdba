import * as crypto from "node:crypto";

/** The SHA-256 of some bytes, or of a text in UTF-8, in hexadecimal digits. */
export const sha256: (content: string | Uint8Array) => string =
  // Node 20.12 and later hash short texts in a third of the time.
  "hash" in crypto
    ? (content) => crypto.hash("sha256", content, "hex")
    : (content) => crypto.createHash("sha256").update(content).digest("hex");
