import type { Json } from "../util/json.ts";
import type { Path } from "../util/json-path.ts";
import type { Span } from "./location.ts";

/** Sets a value. Missing maps on the way are added; a position at the end of a list adds an element. */
export interface SetChange {
  readonly set: Path;
  readonly to: Json;
  /** Keys in the order of the schema, for the place of a new key (default: after the last one). */
  readonly order?: readonly string[] | undefined;
}

/** A change of the data of a document: a value that is set, or a key that gets another name. */
export type DocumentChange = SetChange | { readonly rename: Path; readonly to: string };

/** A part of a text that is replaced, and by what. */
export interface LocatedEdit {
  readonly span: Span;
  readonly text: string;
}

/** Changes of one document of a text. */
export interface DocumentChanges {
  /** Position among the documents of the text, as `Document.index` has it. */
  readonly index: number;
  readonly changes: readonly DocumentChange[];
}
