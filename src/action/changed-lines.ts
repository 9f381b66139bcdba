import { diffArrays } from "diff";
import { isDiagnostic, readText, type Tree } from "../engine/repository.ts";
import type { Location } from "../model/location.ts";

/** Beyond this number of differences, every line of a file counts as changed. */
const MAX_EDITS = 5000;

/** True if a change added or edited a line of a location. */
export type IsChanged = (location: Pick<Location, "file" | "start" | "end">) => boolean;

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** The numbers of the new lines of a file; undefined if every line counts as changed. */
function addedLines(before: string, after: string): ReadonlySet<number> | undefined {
  const added = new Set<number>();
  if (before === after) return added;
  const parts = diffArrays(linesOf(before), linesOf(after), { maxEditLength: MAX_EDITS });
  if (parts === undefined) return undefined;
  let line = 1;
  for (const { value, added: isNew, removed } of parts) {
    if (removed) continue;
    if (isNew) for (const [i] of value.entries()) added.add(line + i);
    line += value.length;
  }
  return added;
}

/** Compares two trees line by line. A file is read when a location in it is first asked for. */
export function changedLines(base: Tree, head: Tree): IsChanged {
  const known = new Map<string, ReadonlySet<number> | undefined>();
  const touched = (file: string): ReadonlySet<number> | undefined => {
    const after = readText(head, file);
    if (isDiagnostic(after)) return undefined;
    const before = readText(base, file);
    return isDiagnostic(before) ? undefined : addedLines(before.text, after.text);
  };
  return ({ file, start, end }) => {
    if (!known.has(file)) known.set(file, touched(file));
    const lines = known.get(file);
    if (!lines) return true;
    for (let line = start.line; line <= end.line; line++) if (lines.has(line)) return true;
    return false;
  };
}
