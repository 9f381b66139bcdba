import type { Json } from "../../util/json.ts";
import type { JsonDifference } from "../../util/json-diff.ts";
import { oneLine } from "../text/snippet.ts";

/** The comparison of a record with a new one. */
interface VerifiedRecord {
  readonly format: string;
  readonly ref: string;
  readonly asOf: string;
  /** The branches and tags that contain the commit. */
  readonly refs: readonly string[];
  readonly identical: boolean;
  readonly differences: readonly JsonDifference[];
}

const MAX_LENGTH = 400;

function shorten(value: Json | undefined): string {
  const text = JSON.stringify(value);
  return oneLine(text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text);
}

function differenceLine({ path, before, after }: JsonDifference): string {
  const where = oneLine(path);
  if (after === undefined) return `  ${where}: only in the record: ${shorten(before)}`;
  if (before === undefined) return `  ${where}: not in the record: ${shorten(after)}`;
  return `  ${where}: the record says ${shorten(before)}, the repository gives ${shorten(after)}`;
}

/** Branches and tags that are named. */
const MOST_REFS = 5;

function placeOf(refs: readonly string[]): string {
  if (refs.length === 0) return "note: the commit is on no branch and has no tag, so that git may delete it";
  const more = refs.length > MOST_REFS ? ` and ${refs.length - MOST_REFS} more` : "";
  return `the commit is part of ${refs.slice(0, MOST_REFS).map(oneLine).join(", ")}${more}`;
}

/** @param name the record as the user named it */
export function verificationConsole(name: string, verified: VerifiedRecord): string {
  const { format, ref, asOf, refs, identical, differences } = verified;
  const what = `${oneLine(name)}, ${format} record of ${ref.slice(0, 12)} as of ${asOf}`;
  const place = `${placeOf(refs)}\n`;
  if (identical) return `identical: ${what}\n${place}`;
  const lines =
    differences.length > 0
      ? differences.map(differenceLine)
      : ["  nothing that it says; but it is not written, or ordered, as caregate does"];
  return `different: ${what}\n${place}${lines.join("\n")}\n`;
}
