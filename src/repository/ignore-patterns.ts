import type { Ignore } from "ignore";
import ignore from "ignore";

/** Patterns in the syntax of `.gitignore`, from one place. */
export interface IgnorePatterns {
  /** The directory they are relative to, from the root; "" for the root. */
  readonly directory: string;
  /** Where they stand, for whoever wonders why a file is left out. */
  readonly source: string;
  readonly lines: readonly string[];
}

/** What leaves a path out: the pattern, and where it stands. */
export interface IgnoredBy {
  readonly pattern: string;
  readonly source: string;
}

/** Decides which paths below a root are left out. */
export interface IgnoreMatcher {
  /** These patterns and more, which win where they disagree. */
  with(patterns: IgnorePatterns): IgnoreMatcher;
  /** What leaves out a path from the root; a directory ends with a slash. */
  ignoredBy(path: string): IgnoredBy | undefined;
}

/** Leaves nothing out. Upper and lower case differ, on every system alike. */
export const emptyMatcher: IgnoreMatcher = ignoresOf(undefined);

function ignoresOf(rules: Ignore | undefined): IgnoreMatcher {
  return {
    with({ directory, source, lines }) {
      const next = ignore({ ignorecase: false, allowRelativePaths: true });
      if (rules !== undefined) next.add(rules);
      for (const line of lines) {
        const pattern = fromRoot(directory, line);
        if (pattern !== undefined) next.add({ pattern, mark: JSON.stringify({ pattern: line.trim(), source }) });
      }
      return ignoresOf(next);
    },
    ignoredBy(path) {
      const mark = rules?.test(path).rule?.mark;
      return mark === undefined ? undefined : (JSON.parse(mark) as IgnoredBy);
    },
  };
}

/**
 * A pattern of a nested ignore file, said from the root. All patterns can then be asked together, as git does: the
 * deepest file has the last word, also on what its parents say about a whole directory.
 */
function fromRoot(directory: string, line: string): string | undefined {
  const text = line.replace(/\r$/, "");
  if (text.trim() === "" || text.startsWith("#")) return undefined;
  if (directory === "") return text;
  const negated = text.startsWith("!");
  const pattern = negated ? text.slice(1) : text.replace(/^\\(?=[!#])/, "");
  const anchored = /\/(?=.*[^\s/])/.test(pattern);
  const place = directory.replaceAll(/[\\*?[\]!# ]/g, String.raw`\$&`);
  return `${negated ? "!" : ""}/${place}/${anchored ? "" : "**/"}${pattern.replace(/^\//, "")}`;
}
