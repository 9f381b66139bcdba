import type { CST, Document as YamlDocument, ParsedNode, YAMLError } from "yaml";
import { Composer, Lexer, Parser, isScalar } from "yaml";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { Path } from "../util/json-path.ts";
import type { Location, Span } from "../model/location.ts";
import type { Json } from "../util/json.ts";
import type { Conversion } from "./convert.ts";
import { convert, tooDeep } from "./convert.ts";
import type { Lines } from "./lines.ts";
import { linesOf } from "./lines.ts";
import { locate } from "./locate.ts";
import { syntaxMessage, tagMessage } from "./syntax-messages.ts";

/** What a file may hold at most, so that a hostile one ends quickly. */
export interface ParseLimits {
  /** Levels of lists and maps; 64 unless told. The parser recurses: keep it below 500. */
  readonly depth?: number;
  /** Nodes that aliases add, over the whole file; 10,000 unless told. */
  readonly aliases?: number;
  /** Words, marks and gaps between them; 1,000,000 unless told (over 100,000 ordinary lines). */
  readonly tokens?: number;
  /** Diagnostics; 100 unless told. One more says that there would have been others. */
  readonly diagnostics?: number;
}

const defaultLimits: Required<ParseLimits> = { depth: 64, aliases: 10_000, tokens: 1_000_000, diagnostics: 100 };

/** One document of a text. */
export interface ParsedDocument {
  readonly file: string;
  /** Position among the documents of the file that are not empty, from 0. */
  readonly index: number;
  /** Plain data; its maps have no prototype. What could not be read stands as null. */
  readonly value: Json;
  /** Those of the file's diagnostics that are about this document. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where the value at a path stands; see `locate.ts` for what is pointed at. */
  locate(path: Path): Location;
}

/** The documents of a text, and what is wrong with it. */
export interface ParseResult {
  readonly documents: ParsedDocument[];
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads the documents of a YAML 1.2 or JSON text (which is YAML too).
 *
 * Nothing is thrown. Problems are diagnostics: `yaml/syntax` and `yaml/version` (the document is left out, the others
 * are read), `yaml/carriage-return`, `yaml/too-deep` and `yaml/too-large` (reading stops there), and within a document that is otherwise
 * usable `yaml/duplicate-key`, `yaml/unknown-tag`, `yaml/octal`, `yaml/unsafe-integer`, `yaml/not-finite`,
 * `yaml/reserved-key`, `yaml/complex-key`, `yaml/non-string-key`, `yaml/merge-key`, `yaml/unknown-alias` and
 * `yaml/alias-limit`; all of level error. Documents without content are passed over.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export function parseText(file: string, text: string, limits: ParseLimits = {}): ParseResult {
  const allowed = { ...defaultLimits, ...limits };
  const lines = linesOf(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const log = logOf(file, lines, allowed.diagnostics);
  const conversion: Conversion = {
    text: lines.text,
    depth: allowed.depth,
    aliasBudget: allowed.aliases,
    line: (offset) => lines.position(offset).line,
    report: (start, end, code, message) => log.report(start, end, code, message),
  };
  logCarriageReturn(lines, log);
  const documents: ParsedDocument[] = [];
  let index = 0;
  for (const { parsed, cut } of withoutTraces(() => compose(lines, allowed, log))) {
    const since = log.diagnostics.length;
    const broken = logProblems(parsed, cut, lines, log);
    const { contents } = parsed;
    if (contents === null || isBlank(contents)) continue;
    if (!broken) documents.push(document(file, index, contents, conversion, lines, () => log.diagnostics.slice(since)));
    index++;
  }
  return { documents, diagnostics: log.diagnostics };
}

function document(
  file: string,
  index: number,
  root: ParsedNode,
  conversion: Conversion,
  lines: Lines,
  diagnostics: () => Diagnostic[],
): ParsedDocument {
  const { value, targets } = convert(root, conversion);
  const source = { file, lines, root, targets };
  return { file, index, value, diagnostics: diagnostics(), locate: (path) => locate(source, path) };
}

interface ParseProblems {
  readonly diagnostics: Diagnostic[];
  report(start: number, end: number, code: string, message: string, severity?: Diagnostic["severity"]): void;
}

/** A carriage return by itself ends a line in YAML, but is taken for a part of a value by its readers, ours too. */
function logCarriageReturn({ text }: Lines, log: ParseProblems): void {
  const at = text.search(/\r(?!\n)/);
  const message = "a carriage return without a line feed ends no line here: save the file with the line ends of Unix";
  if (at >= 0) log.report(at, at + 1, "yaml/carriage-return", message);
}

/** Collects diagnostics up to a number, and each once. */
function logOf(file: string, lines: Lines, limit: number): ParseProblems {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    report(start, end, code, message, severity = "error") {
      if (diagnostics.length > limit) return;
      const span = lines.span(start, end);
      if (diagnostics.some((other) => other.code === code && isSameStart(other, span))) return;
      if (diagnostics.length < limit) diagnostics.push({ code, severity, message, file, span });
      else
        diagnostics.push({
          code: "yaml/more",
          severity: "error",
          message: "more problems follow: solve these first",
          file,
          span,
        });
    },
  };
}

/** The parser makes an error for each of a hostile text's many problems; a stack trace for each would take seconds. */
function withoutTraces<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  // Where the language's own objects are frozen, this is left as it is.
  Reflect.set(Error, "stackTraceLimit", 0);
  try {
    return run();
  } finally {
    Reflect.set(Error, "stackTraceLimit", before);
  }
}

interface Composed {
  readonly parsed: YamlDocument.Parsed;
  /** Where reading stopped, for a document that was cut off there. */
  readonly cut: number | undefined;
}

function isSameStart({ span }: Diagnostic, { start }: Span): boolean {
  return span.start.line === start.line && span.start.column === start.column;
}

/** Parses a text into its documents; stops, with a diagnostic, where a limit is passed. */
function compose(lines: Lines, limits: Required<ParseLimits>, log: ParseProblems): Composed[] {
  const composer = new Composer({
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const composed: Composed[] = [];
  const read = tokens(lines.text, limits, log);
  let next = read.next();
  for (; next.done !== true; next = read.next())
    for (const parsed of composer.next(next.value)) composed.push({ parsed, cut: undefined });
  for (const parsed of composer.end()) composed.push({ parsed, cut: next.value });
  const { errors, warnings } = composer.streamInfo();
  logErrors([...errors, ...warnings], lines, log);
  return composed;
}

/**
 * The tokens of the syntax tree. Depth is watched here, before the composer sees them: it recurses, and too deep a
 * recursion can bring down the process.
 *
 * @returns where the last document was cut off, if it was
 */
function* tokens(
  text: string,
  limits: Required<ParseLimits>,
  log: ParseProblems,
): Generator<CST.Token, number | undefined> {
  const parser = new Parser();
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) yield token;
    const at = parser.offset - lexeme.length;
    if (++count > limits.tokens) {
      log.report(at, at + 1, "yaml/too-large", "the file holds too much to be read: split it");
      return undefined; // what is unfinished is never composed
    }
    // The stack holds the document, one token for each level, and perhaps a scalar.
    if (parser.stack.length > limits.depth + 2) {
      log.report(at, at + 1, "yaml/too-deep", tooDeep(limits.depth));
      for (const token of parser.end()) yield token; // some other mistake further up may be the cause
      return at;
    }
  }
  for (const token of parser.end()) yield token;
  return undefined;
}

/** Reports what the parser found in a document; returns whether its content can not be trusted. */
function logProblems(parsed: YamlDocument.Parsed, cut: number | undefined, lines: Lines, log: ParseProblems): boolean {
  const problems = [...parsed.errors, ...parsed.warnings];
  const broken = logErrors(cut === undefined ? problems : problems.filter(({ pos }) => pos[0] < cut), lines, log);
  const { yaml } = parsed.directives;
  if (yaml.version !== "1.1") return broken || cut !== undefined;
  const at = lines.text.lastIndexOf("%YAML", parsed.range[0]);
  const message = "YAML 1.1, which takes `no` for false, is not read: remove this line";
  log.report(at, at + "%YAML 1.1".length, "yaml/version", message);
  return true;
}

/** How many syntax problems of one document are told: after the first few they are mostly consequences. */
const tellingProblems = 10;

/** Reports problems, at most one for each line; returns whether one is of level error and not about a tag. */
function logErrors(errors: readonly YAMLError[], lines: Lines, log: ParseProblems): boolean {
  const seen = new Set<number>();
  let broken = false;
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const [start, end] = error.pos;
    if (error.code === "TAG_RESOLVE_FAILED") {
      log.report(start, end, "yaml/unknown-tag", tagMessage(lines.text.slice(start, end)));
      continue;
    }
    const isWarning = error.name === "YAMLWarning";
    broken ||= !isWarning;
    if (seen.size === tellingProblems || seen.has(lines.position(start).line)) continue;
    seen.add(lines.position(start).line);
    log.report(start, end, "yaml/syntax", syntaxMessage(error), isWarning ? "warning" : "error");
  }
  return broken;
}

/** Whether a document holds nothing at all (an explicit `null` is something). */
function isBlank(root: ParsedNode): boolean {
  return isScalar(root) && root.value === null && root.range[0] === root.range[1] && root.tag === undefined;
}
