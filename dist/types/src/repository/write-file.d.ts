/** A text, whole or in pieces. */
type Text = string | Iterable<string>;
/** Joins the pieces of a text to a few large ones. */
export declare function joinPieces(text: Text): Generator<string>;
/**
 * Writes a file completely or not at all: a full disk or a signal leaves no partial file and no temporary file. An existing file keeps its permissions; a link is replaced and never followed. Devices and pipes are written to
 * directly. Missing folders are created.
 * @throws UsageError when it cannot be written
 */
export declare function writeFileAtomically(path: string, text: Text): void;
export {};
