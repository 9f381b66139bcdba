import { diffArrays } from "diff";
import { fixDocuments } from "../engine/fix.ts";
import { pinEvidence } from "../engine/pin.ts";
import { isDiagnostic, readText, type Tree } from "../engine/repository.ts";
import { sha256 } from "../util/hash.ts";
import type { IsChanged } from "./changed-lines.ts";
import type { OwnSuggestion, Suggestion } from "./host.ts";

/** Beyond this number of differences, nothing is suggested for a file. */
const MAX_EDITS = 1000;
/** The longest text of a suggestion, in UTF-16 code units. */
const LONGEST = 4000;

/** Lines of a file, and the lines that replace them. */
interface Replacement {
  readonly file: string;
  /** The command that writes the same. */
  readonly command: "fix" | "pin";
  readonly startLine: number;
  readonly endLine: number;
  readonly lines: readonly string[];
}

/** Lines without their ends: a suggestion has those of the file. */
const linesOf = (text: string): string[] => text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);

/** The changed places of a file. Lines that are only added replace the line before them with itself and the new lines. */
function replacementsIn(file: string, command: "fix" | "pin", before: string, after: string): Replacement[] {
  const old = linesOf(before);
  const parts = diffArrays(old, linesOf(after), { maxEditLength: MAX_EDITS }) ?? [];
  const found: Replacement[] = [];
  let line = 1;
  for (const [i, { value, added, removed }] of parts.entries()) {
    const next = parts[i + 1];
    if (removed) {
      const lines = next?.added === true ? next.value : [];
      found.push({ file, command, startLine: line, endLine: line + value.length - 1, lines });
    } else if (added && parts[i - 1]?.removed !== true && line > 1) {
      const above = old[line - 2] ?? "";
      found.push({ file, command, startLine: line - 1, endLine: line - 1, lines: [above, ...value] });
    }
    if (!added) line += value.length;
  }
  return found;
}

/** The hidden first line of a suggestion. By it, no run makes the same suggestion again. */
const openingOf = (key: string, id: string): string => `${openingOfKey(key)}${id} -->`;
const openingOfKey = (key: string): string => `<!-- caregate-suggestion:${sha256(key).slice(0, 12)}:`;

const whatItDoes = {
  fix: "The same value in the form that the schema expects (`caregate fix`):",
  pin: "The digest of the evidence as it is in this change (`caregate pin`):",
} as const;

/** A fence that the text cannot end. */
function fenceFor(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(3, longest + 1));
}

function suggestionOf(one: Replacement, key: string, pathOf: (file: string) => string, old: string): Suggestion {
  const text = one.lines.join("\n");
  const path = pathOf(one.file);
  const id = sha256(JSON.stringify([path, old, text])).slice(0, 32);
  const fence = fenceFor(text);
  const body = [openingOf(key, id), whatItDoes[one.command], "", `${fence}suggestion`, ...one.lines, fence].join("\n");
  return { path, startLine: one.startLine, endLine: one.endLine, body };
}

/** What suggestions are made from. */
export interface SuggestionSource {
  /** Absolute paths of the files and folders that are checked. */
  readonly targets: readonly string[];
  /** Absolute path that the paths of files start from. */
  readonly root: string;
  readonly asOf: string;
  readonly key: string;
  /** The files as they are in the last commit of the pull request: only its lines can be commented on. */
  readonly head: Tree;
  readonly touches: IsChanged;
  readonly pathOf: (file: string) => string;
}

/**
 * The changes that need no decision, as `caregate fix` and `caregate pin` would write them, on lines that the pull request
 * changed. Files that differ between the checkout and the pull request are left out: their lines have other numbers.
 */
export async function planSuggestions(source: SuggestionSource): Promise<Suggestion[]> {
  const { targets, root, asOf, key, head, touches, pathOf } = source;
  const request = { cwd: root, targets, asOf };
  const [fixed, pinned] = [await fixDocuments(request), await pinEvidence(request)];
  // A change that moves `.caregate/` has another root than its base.
  if (fixed.root !== root || pinned.root !== root) return [];
  const planned = [
    ...fixed.changes.map((change) => ({ ...change, command: "fix" as const })),
    ...pinned.changes.map((change) => ({ ...change, command: "pin" as const })),
  ];
  const taken = new Set<string>();
  return planned.flatMap(({ file, sha256: digest, text, command }) => {
    const read = readText(head, file);
    if (isDiagnostic(read) || sha256(read.bytes) !== digest) return [];
    const old = linesOf(read.text);
    const isInDiff = ({ startLine, endLine }: Replacement): boolean =>
      Array.from({ length: endLine - startLine + 1 }, (_, i) => startLine + i).every((line) => {
        const place = { line, column: 1 };
        return touches({ file, start: place, end: place }) && !taken.has(`${file}\0${line}`);
      });
    return replacementsIn(file, command, read.text, text).flatMap((one) => {
      if (!isInDiff(one) || one.lines.join("\n").length > LONGEST) return [];
      for (let line = one.startLine; line <= one.endLine; line++) taken.add(`${file}\0${line}`);
      return [suggestionOf(one, key, pathOf, old.slice(one.startLine - 1, one.endLine).join("\n"))];
    });
  });
}

/** What to do with the suggestions on a pull request. */
export interface SuggestionUpdate {
  readonly added: readonly Suggestion[];
  /** The threads of suggestions that no longer hold. */
  readonly outdated: readonly string[];
}

const firstLine = (body: string): string => body.split(/\r?\n/, 1)[0] ?? "";

/** Compares suggestions with those that were made before. One that a person resolved is not made again. */
export function compareSuggestions(
  wanted: readonly Suggestion[],
  made: readonly OwnSuggestion[],
  key: string,
): SuggestionUpdate {
  const own = made.filter(({ body }) => firstLine(body).startsWith(openingOfKey(key)));
  const known = new Set(own.map(({ body }) => firstLine(body)));
  const current = new Set(wanted.map(({ body }) => firstLine(body)));
  return {
    added: wanted.filter(({ body }) => !known.has(firstLine(body))),
    outdated: own
      .filter(({ body, isResolved }) => !isResolved && !current.has(firstLine(body)))
      .map((one) => one.thread),
  };
}
