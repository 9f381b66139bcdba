import type { Json } from "../../util/json.ts";
import type { JsonDifference } from "../../util/json-diff.ts";
import { oneLine } from "../text/snippet.ts";

/** The comparison of a record with a new one. */
interface VerifiedRecord {
  readonly format: string;
  readonly ref: string;
  readonly asOf: string;
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

/** @param name the record as the user named it */
export function verificationConsole(name: string, verified: VerifiedRecord): string {
  const { format, ref, asOf, identical, differences } = verified;
  const what = `${oneLine(name)}, ${format} record of ${ref.slice(0, 12)} as of ${asOf}`;
  if (identical) return `identical: ${what}\n`;
  const lines =
    differences.length > 0
      ? differences.map(differenceLine)
      : ["  nothing that it says; but it is not written, or ordered, as caregate does"];
  return `different: ${what}\n${lines.join("\n")}\n`;
}
