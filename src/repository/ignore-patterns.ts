import type { Ignore } from "ignore";
import ignore from "ignore";

/** Patterns in the syntax of `.gitignore`, from one source. */
export interface IgnorePatterns {
  /** The directory they are relative to, from the root; "" for the root. */
  readonly directory: string;
  /** The file or setting that contains them, as shown to the user. */
  readonly source: string;
  readonly lines: readonly string[];
}

/** The pattern that leaves a path out, and its source. */
export interface IgnoredBy {
  readonly pattern: string;
  readonly source: string;
}

export interface IgnoreMatcher {
  /** Adds patterns, which win where they disagree. */
  with(patterns: IgnorePatterns): IgnoreMatcher;
  /** @param path from the root; a directory ends with a slash */
  ignoredBy(path: string): IgnoredBy | undefined;
}

/** Leaves nothing out. Patterns are case-sensitive on every system. */
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
 * Rewrites a pattern of a nested ignore file as a pattern from the root. All patterns can then be matched together, as
 * git does: the deepest file decides, also against patterns of its parents for a whole directory.
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
