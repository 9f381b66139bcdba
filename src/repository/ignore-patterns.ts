/** Patterns in the syntax of `.gitignore`, relative to the root, from one source. */
export interface IgnorePatterns {
  /** The file or setting that contains them, as shown to the user. */
  readonly source: string;
  readonly lines: readonly string[];
}

/** The pattern that excludes a path, and its source. */
export interface IgnoredBy {
  readonly pattern: string;
  readonly source: string;
}

export interface IgnoreMatcher {
  /** Adds patterns that take precedence over the earlier ones. */
  with(patterns: IgnorePatterns): IgnoreMatcher;
  /** @param path from the root; a directory ends with a slash */
  ignoredBy(path: string): IgnoredBy | undefined;
}

/** Excludes nothing. Patterns are case-sensitive on every system; `?` stands for a character, not for a byte. */
export const emptyMatcher: IgnoreMatcher = createMatcher([]);

/** Matches one character of a name, or any number of them (`star`). */
type Token = { readonly is: "star" } | { readonly is: "one"; readonly matches: (char: string) => boolean };

/** Matches one name of a path; "any" stands for any number of names. */
type Segment = "any" | readonly Token[];

interface Pattern extends IgnoredBy {
  readonly negated: boolean;
  readonly onlyDirectories: boolean;
  readonly segments: readonly Segment[];
}

function createMatcher(patterns: readonly Pattern[]): IgnoreMatcher {
  const directories = new Map<string, IgnoredBy | undefined>([["", undefined]]);

  function matchAt(names: readonly string[], isDirectory: boolean): IgnoredBy | undefined {
    const chars = names.map((name) => Array.from(name));
    const last = patterns.findLast(
      ({ segments, onlyDirectories }) => (isDirectory || !onlyDirectories) && matchesPath(segments, chars),
    );
    return last && !last.negated ? { pattern: last.pattern, source: last.source } : undefined;
  }

  /** The content of an excluded directory is excluded too, even if later patterns include it. */
  function ofDirectory(names: readonly string[]): IgnoredBy | undefined {
    const path = names.join("/");
    if (directories.has(path)) return directories.get(path);
    const found = ofDirectory(names.slice(0, -1)) ?? matchAt(names, true);
    directories.set(path, found);
    return found;
  }

  return {
    with: ({ source, lines }) =>
      createMatcher([...patterns, ...lines.flatMap((line) => parsePattern(line, source) ?? [])]),
    ignoredBy(path) {
      if (patterns.length === 0) return undefined;
      const names = path.split("/").filter((name) => name !== "");
      if (path.endsWith("/")) return ofDirectory(names);
      return ofDirectory(names.slice(0, -1)) ?? matchAt(names, false);
    },
  };
}

/** Parses a line as git does; undefined for a comment, an empty line, and a pattern that cannot match. */
function parsePattern(line: string, source: string): Pattern | undefined {
  let text = withoutTrailingBlanks(line.endsWith("\r") ? line.slice(0, -1) : line);
  if (text === "" || text.startsWith("#")) return undefined;
  const negated = text.startsWith("!");
  if (negated) text = text.slice(1);
  const onlyDirectories = text.endsWith("/");
  if (onlyDirectories) text = text.slice(0, -1);
  const anchored = text.includes("/");
  const names = (text.startsWith("/") ? text.slice(1) : text).split("/");
  if (names.includes("")) return undefined;
  const segments: Segment[] = anchored ? [] : ["any"];
  for (const [i, name] of names.entries()) {
    // A backslash before a slash has no effect.
    const isEscape = i < names.length - 1 && trailingBackslashes(name, name.length) % 2 === 1;
    const tokens = name === "**" ? "any" : parseName(isEscape ? name.slice(0, -1) : name);
    if (tokens === undefined) return undefined;
    // Two in a row that stand for any number of names mean the same as one.
    if (tokens !== "any" || segments.at(-1) !== "any") segments.push(tokens);
  }
  // `**` at the end stands for the content of a directory, not for the directory.
  if (names.at(-1) === "**" && anchored) segments.push([{ is: "star" }]);
  return { pattern: line.trim(), source, negated, onlyDirectories, segments };
}

/** Removes blanks at the end, except one after a backslash. */
function withoutTrailingBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === " ") end--;
  if (end === text.length) return text;
  return text.slice(0, end + (trailingBackslashes(text, end) % 2));
}

function trailingBackslashes(text: string, end: number): number {
  let count = 0;
  while (text[end - 1 - count] === "\\") count++;
  return count;
}

/** The tokens of ASCII characters: a file may have a hundred thousand patterns. */
const literals = new Map<string, Token>();

function literal(wanted: string): Token {
  const known = literals.get(wanted);
  if (known) return known;
  const token: Token = { is: "one", matches: (char) => char === wanted };
  if (wanted < "\x80") literals.set(wanted, token);
  return token;
}

function parseName(name: string): Token[] | undefined {
  const chars = Array.from(name);
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] as string;
    if (char === "*") {
      if (tokens.at(-1)?.is !== "star") tokens.push({ is: "star" });
    } else if (char === "?") tokens.push({ is: "one", matches: () => true });
    else if (char === "[") {
      const set = parseSet(chars, at + 1);
      if (!set) return undefined;
      tokens.push({ is: "one", matches: set.matches });
      at = set.end;
    } else if (char === "\\") {
      const next = chars[++at];
      if (next === undefined) return undefined;
      tokens.push(literal(next));
    } else tokens.push(literal(char));
  }
  return tokens;
}

const classes: Readonly<Record<string, RegExp>> = {
  alnum: /[A-Za-z0-9]/,
  alpha: /[A-Za-z]/,
  blank: /[ \t]/,
  digit: /[0-9]/,
  lower: /[a-z]/,
  punct: /[!-/:-@[-`{-~]/,
  space: /\s/,
  upper: /[A-Z]/,
  xdigit: /[A-Fa-f0-9]/,
};

interface CharacterSet {
  readonly matches: (char: string) => boolean;
  /** The position of its closing bracket. */
  readonly end: number;
}

/** Parses a set such as `a-z]`, starting after its opening bracket. */
function parseSet(chars: readonly string[], start: number): CharacterSet | undefined {
  const negated = chars[start] === "!" || chars[start] === "^";
  const tests: ((char: string) => boolean)[] = [];
  const first = start + (negated ? 1 : 0);
  for (let at = first; at < chars.length; at++) {
    if (chars[at] === "]" && at > first)
      return { matches: (char) => tests.some((test) => test(char)) !== negated, end: at };
    if (chars[at] === "[" && chars[at + 1] === ":") {
      const end = chars.indexOf("]", at + 2);
      const known = classes[chars.slice(at + 2, end - 1).join("")];
      if (end < 0 || chars[end - 1] !== ":" || !known) return undefined;
      tests.push((char) => known.test(char));
      at = end;
      continue;
    }
    if (chars[at] === "\\") at++;
    const from = chars[at];
    if (from === undefined) return undefined;
    let to = from;
    if (chars[at + 1] === "-" && chars[at + 2] !== undefined && chars[at + 2] !== "]") {
      at += chars[at + 2] === "\\" ? 3 : 2;
      to = chars[at] ?? from;
    }
    tests.push((char) => from <= char && char <= to);
  }
  return undefined;
}

/**
 * True if a sequence matches a pattern in which some parts stand for any number of items. Only the last such part is
 * tried again. The time is therefore at most the product of both lengths.
 */
function matchesSequence<P, T>(
  pattern: readonly P[],
  items: readonly T[],
  isAny: (part: P) => boolean,
  matches: (part: P, item: T) => boolean,
): boolean {
  let [part, item, retryPart, retryItem] = [0, 0, -1, 0];
  while (item < items.length) {
    const wanted = pattern[part];
    if (wanted !== undefined && isAny(wanted)) {
      [retryPart, retryItem] = [part++, item];
    } else if (wanted !== undefined && matches(wanted, items[item] as T)) {
      part++;
      item++;
    } else if (retryPart >= 0) {
      [part, item] = [retryPart + 1, ++retryItem];
    } else return false;
  }
  while (part < pattern.length && isAny(pattern[part] as P)) part++;
  return part === pattern.length;
}

const isStar = ({ is }: Token): boolean => is === "star";
const matchesChar = (token: Token, char: string): boolean => token.is === "star" || token.matches(char);

function matchesName(segment: Segment, chars: readonly string[]): boolean {
  if (segment === "any") return true;
  // A name shorter than its required characters cannot match; this keeps long patterns cheap.
  if (segment.length > 2 * chars.length + 1) return false;
  return matchesSequence(segment, chars, isStar, matchesChar);
}

const matchesPath = (segments: readonly Segment[], names: readonly (readonly string[])[]): boolean =>
  matchesSequence(segments, names, (segment) => segment === "any", matchesName);
