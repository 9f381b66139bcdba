/** A text, whole or in pieces. */
type Text = string | Iterable<string>;
/** Joins the pieces of a text to a few large ones. */
export declare function joinPieces(text: Text): Generator<string>;
/**
 * Writes a file whole or not at all: neither a full disk nor a signal leaves a part of it, or a temporary file beside
 * it. An existing file keeps its permissions; a link is replaced and never followed. Devices and pipes are written to
 * directly. Missing folders are created.
 * @throws UsageError when it cannot be written
 */
export declare function writeFileAtomically(path: string, text: Text): void;
export {};
