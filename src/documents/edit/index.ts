import type { DocumentChange, DocumentChanges, LocatedEdit } from "../../model/edit.ts";
import { type Json, type Path, copyJson, equalJson, getAt, isObject, setAt } from "../../util/json.ts";
import { linesOf } from "../lines.ts";
import { type ParsedDocument, parseYaml } from "../parse-yaml.ts";
import { EditProblem, type TextEdit, planEdit } from "./plan.ts";
import { styleOf } from "./render.ts";

export type { DocumentChange, DocumentChanges, LocatedEdit } from "../../model/edit.ts";
export { EditProblem } from "./plan.ts";

/** A text after its edits. */
export interface EditedText {
  /** The whole text, without a byte order mark. */
  readonly text: string;
  /** In the order of their places. */
  readonly edits: readonly LocatedEdit[];
}

/**
 * Changes values of a YAML text in place. Everything else stays byte-identical: comments, order, quotes and line ends.
 * The result is read again and compared with the data that the changes should give.
 *
 * @param text without a byte order mark
 * @throws EditProblem if a value cannot be changed in place, or if the result would hold other data
 */
export function editText(text: string, all: readonly DocumentChanges[]): EditedText {
  const { documents } = parseYaml("", text);
  const style = styleOf(text);
  const edits = all.flatMap(({ index, changes }) => {
    const root = rootAt(documents, index);
    return changes.map((change) => planEdit({ text, root, ...style }, change));
  });
  const edited = applyEdits(text, edits);
  verify(documents, parseYaml("", edited).documents, all);
  const lines = linesOf(text);
  return {
    text: edited,
    edits: inOrder(edits).map(({ start, end, text: by }) => ({ span: lines.span(start, end), text: by })),
  };
}

function rootAt(documents: readonly ParsedDocument[], index: number): NonNullable<ParsedDocument["root"]> {
  const document = documents.find((one) => one.index === index);
  if (!document?.root) throw new EditProblem("the document cannot be read: correct its syntax first");
  return document.root;
}

const inOrder = (edits: readonly TextEdit[]): TextEdit[] => edits.toSorted((a, b) => a.start - b.start);

function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, text: by } of inOrder(edits)) {
    if (start < at) throw new EditProblem("two changes are at the same place: make one of them by hand");
    pieces.push(text.slice(at, start), by);
    at = end;
  }
  return pieces.join("") + text.slice(at);
}

/** @throws EditProblem unless exactly the changes have been made */
function verify(
  before: readonly ParsedDocument[],
  after: readonly ParsedDocument[],
  all: readonly DocumentChanges[],
): void {
  const same =
    before.length === after.length &&
    before.every(({ index, value }, i) => {
      const changes = all.filter((one) => one.index === index).flatMap((one) => one.changes);
      return equalJson(changed(value, changes), after[i]?.value ?? null);
    });
  if (!same) throw new EditProblem("the file has a form that cannot be changed in place: change it by hand");
}

function changed(value: Json, changes: readonly DocumentChange[]): Json {
  const copy = copyJson(value);
  for (const change of changes) {
    if ("rename" in change) rename(copy, change.rename, change.to);
    else setAt(copy, change.set, change.to);
  }
  return copy;
}

function rename(root: Json, path: Path, to: string): void {
  const parent = getAt(root, path.slice(0, -1));
  const key = String(path.at(-1));
  if (!isObject(parent) || to in parent)
    throw new EditProblem(`the key \`${to}\` is already used: remove one of the two`);
  parent[to] = parent[key] as Json;
  delete parent[key];
}
