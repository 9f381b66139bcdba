import type { CST, Document as YamlDocument, ParsedNode, YAMLError } from "yaml";
import { Composer, Lexer, Parser, isScalar } from "yaml";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { DocumentChange, LocatedEdit, TextEdit } from "../model/edit.ts";
import type { Path } from "../util/json-path.ts";
import type { Location } from "../model/location.ts";
import type { Json } from "../util/json.ts";
import type { Conversion } from "./convert.ts";
import { convert, tooDeep } from "./convert.ts";
import { EditProblem, nodeAt, planEdit } from "./edit/plan.ts";
import { styleOf } from "./edit/render.ts";
import type { Lines } from "./lines.ts";
import { linesOf } from "./lines.ts";
import { type SourceDocument, locate } from "./locate.ts";
import { syntaxMessage, tagMessage } from "./syntax-messages.ts";

/** Limits for one file, so that hostile input ends quickly. */
export interface ParseLimits {
  /** Levels of lists and maps (default: 64). The parser recurses: keep it below 500. */
  readonly depth?: number;
  /** Nodes that aliases add, over the whole file (default: 10,000). */
  readonly aliases?: number;
  /** Words, marks and gaps between them (default: 1,000,000, over 100,000 ordinary lines). Brackets and commas count five. */
  readonly tokens?: number;
  /** Diagnostics of one document (default: 100). One more gives the number of the others. */
  readonly diagnostics?: number;
}

export const defaultLimits: Required<ParseLimits> = { depth: 64, aliases: 10_000, tokens: 1_000_000, diagnostics: 100 };

/** The part of a text with one document, from the end of the previous document to its own end. */
interface DocumentText {
  readonly text: string;
  /** Problems of this document. After one of level error the document is not trustworthy as read. */
  readonly diagnostics: readonly Diagnostic[];
}

/** One document of a text. */
export interface ParsedDocument extends DocumentText {
  readonly file: string;
  /** Index among the non-empty documents of the file, from 0. */
  readonly index: number;
  /** Plain data. Its maps have no prototype. Unreadable parts are null. */
  readonly value: Json;
  /** The location of the value at a path. `locate.ts` defines its span. */
  locate(path: Path): Location;
  /** The text of the single value at a path as it is written; undefined for any other value. */
  readonly source: (path: Path) => string | undefined;
  /** The edit for a change; undefined if it cannot be made in place. */
  readonly edit: (change: DocumentChange) => LocatedEdit | undefined;
  /**
   * The edit for a change, with offsets in the text without its byte order mark.
   * @throws EditProblem if it cannot be made in place
   */
  readonly plan: (change: DocumentChange) => TextEdit;
}

/** The documents and problems of a text. */
export interface ParseResult {
  readonly documents: ParsedDocument[];
  /** Documents that could not be read at all. */
  readonly unreadable: DocumentText[];
  /** Problems of the file as a whole. */
  readonly ofFile: readonly Diagnostic[];
  /** All problems: of the file, then of each document in its order. */
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads the documents of a YAML 1.2 or JSON text. JSON is also YAML.
 *
 * Does not throw. All problems are diagnostics of level error. `yaml/syntax` and `yaml/version` skip the document.
 * `yaml/carriage-return` and `yaml/line-separator` refer to line ends. `yaml/too-deep` and `yaml/too-large` stop
 * reading. The others occur within a usable document: `yaml/duplicate-key`, `yaml/unknown-tag`, `yaml/octal`,
 * `yaml/unsafe-integer`, `yaml/not-finite`, `yaml/reserved-key`, `yaml/complex-key`, `yaml/non-string-key`,
 * `yaml/merge-key`, `yaml/unknown-alias` and `yaml/alias-limit`.
 *
 * Empty documents are skipped. Each document has its own limit of diagnostics, so it cannot hide the problems of
 * another.
 *
 * @param file path from the root, for the diagnostics and locations
 */
export function parseYaml(file: string, text: string, limits: ParseLimits = {}): ParseResult {
  const allowed = { ...defaultLimits, ...limits };
  const lines = linesOf(text.startsWith("\uFEFF") ? text.slice(1) : text);
  const ofFile = createProblems(file, lines, allowed.diagnostics);
  reportLineEnds(lines, ofFile);
  const composed = withoutTraces(() => compose(lines, allowed, ofFile));
  const result: ParseResult = {
    documents: [],
    unreadable: [],
    ofFile: ofFile.diagnostics,
    diagnostics: [...ofFile.diagnostics],
  };
  const budget = { aliases: allowed.aliases };
  for (const one of composed) {
    const problems = createProblems(file, lines, allowed.diagnostics);
    const isBroken = reportProblems(one, lines, problems);
    const { contents } = one.parsed;
    const isEmpty = contents === null || isBlank(contents);
    if (isBroken || (isEmpty && problems.diagnostics.length > 0)) {
      result.unreadable.push({ text: one.text, diagnostics: problems.diagnostics });
    } else if (!isEmpty) {
      const conversion = conversionOf(lines, allowed.depth, budget, problems);
      const { value, targets } = convert(contents, conversion);
      budget.aliases = conversion.aliasBudget;
      const source: SourceDocument = { file, lines, root: contents, targets };
      const index = result.documents.length + result.unreadable.length;
      const { diagnostics } = problems;
      result.documents.push({
        file,
        index,
        value,
        text: one.text,
        diagnostics,
        locate: (path) => locate(source, path),
        source: (path) => sourceOf(contents, path),
        edit: (change) => editFor(lines, () => planIn(lines, contents, change)),
        plan: (change) => planIn(lines, contents, change),
      });
    }
    for (const problem of problems.diagnostics) result.diagnostics.push(problem);
  }
  return result;
}

const planIn = ({ text }: Lines, root: ParsedNode, change: DocumentChange): TextEdit =>
  planEdit({ text, root, ...styleOf(text) }, change);

function editFor(lines: Lines, plan: () => TextEdit): LocatedEdit | undefined {
  try {
    const { start, end, text } = plan();
    return { span: lines.span(start, end), text };
  } catch (error) {
    if (error instanceof EditProblem) return undefined;
    throw error;
  }
}

function sourceOf(root: ParsedNode, path: Path): string | undefined {
  const node = nodeAt(root, path);
  return isScalar(node) ? node.source : undefined;
}

function conversionOf(
  lines: Lines,
  depth: number,
  budget: { readonly aliases: number },
  problems: ParseProblems,
): Conversion {
  return {
    text: lines.text,
    depth,
    aliasBudget: budget.aliases,
    line: (offset) => lines.position(offset).line,
    report: (start, end, code, message) => problems.report(start, end, code, message),
  };
}

interface ParseProblems {
  readonly diagnostics: readonly Diagnostic[];
  report(start: number, end: number, code: string, message: string, severity?: Diagnostic["severity"]): void;
}

/**
 * Reports line ends that YAML readers treat differently. A bare carriage return ends a line in YAML, but most readers,
 * including this one, treat it as part of a value.
 */
function reportLineEnds({ text }: Lines, problems: ParseProblems): void {
  const at = text.search(/\r(?!\n)/);
  const message = "a line ends with a bare carriage return: save the file with LF line endings";
  if (at >= 0) problems.report(at, at + 1, "yaml/carriage-return", message);
}

/** Collects the problems of one document up to a limit, each once, and counts the others. */
function createProblems(file: string, lines: Lines, limit: number): ParseProblems {
  const diagnostics: Diagnostic[] = [];
  const known = new Set<string>();
  const addMore = (start: number, end: number): void => {
    const count = known.size - limit;
    const message = `${count} more ${count === 1 ? "problem" : "problems"} in this document: fix these first`;
    const span = diagnostics[limit]?.span ?? lines.span(start, end);
    diagnostics[limit] = { code: "yaml/more", severity: "error", message, file, span };
  };
  return {
    diagnostics,
    report(start, end, code, message, severity = "error") {
      const key = `${code} ${start}`;
      if (known.has(key)) return;
      known.add(key);
      if (known.size > limit) addMore(start, end);
      else diagnostics.push({ code, severity, message, file, span: lines.span(start, end) });
    },
  };
}

/** Runs a function without stack traces. One for each problem of a hostile text would take seconds. */
function withoutTraces<T>(run: () => T): T {
  const before = Error.stackTraceLimit;
  // Frozen built-in objects keep their setting.
  Reflect.set(Error, "stackTraceLimit", 0);
  try {
    return run();
  } finally {
    Reflect.set(Error, "stackTraceLimit", before);
  }
}

interface Composed {
  readonly parsed: YamlDocument.Parsed;
  /** The offset where reading stopped, for a document that was cut off. */
  readonly cut: number | undefined;
  /** The text from the end of the previous document to the end of this one. */
  readonly text: string;
}

/** Parses a text into its documents. Stops with a diagnostic when a limit is exceeded. */
function compose(lines: Lines, limits: Required<ParseLimits>, ofFile: ParseProblems): Composed[] {
  const composer = new Composer({
    schema: "core",
    merge: false,
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
  });
  const documents: YamlDocument.Parsed[] = [];
  const read = tokens(lines.text, limits, ofFile);
  let next = read.next();
  for (; next.done !== true; next = read.next()) for (const parsed of composer.next(next.value)) documents.push(parsed);
  const complete = documents.length;
  for (const parsed of composer.end()) documents.push(parsed);
  const { errors, warnings } = composer.streamInfo();
  reportErrors([...errors, ...warnings], lines, ofFile);
  let from = 0;
  return documents.map((parsed, i) => {
    const to = i === documents.length - 1 ? lines.text.length : Math.max(from, parsed.range[2]);
    const text = lines.text.slice(from, to);
    from = to;
    return { parsed, cut: i < complete ? undefined : next.value, text };
  });
}

/**
 * Yields the tokens of the syntax tree. Checks the depth before the composer, which recurses and could crash the
 * process.
 *
 * @returns the offset where the last document was cut off, if it was
 */
function* tokens(
  text: string,
  limits: Required<ParseLimits>,
  problems: ParseProblems,
): Generator<CST.Token, number | undefined> {
  const parser = new Parser();
  const hasSeparators = LINE_SEPARATOR.test(text);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) yield token;
    const at = parser.offset - lexeme.length;
    if (hasSeparators) reportSeparator(lexeme, at, problems);
    count += lexeme.length === 1 && FLOW_MARK.test(lexeme) ? FLOW_WEIGHT : 1;
    if (count > limits.tokens) {
      problems.report(at, at + 1, "yaml/too-large", "the file is too large: split it");
      return undefined; // an unfinished document is never composed
    }
    // The stack has the document, one token for each level, and perhaps a scalar.
    if (parser.stack.length > limits.depth + 2) {
      problems.report(at, at + 1, "yaml/too-deep", tooDeep(limits.depth));
      for (const token of parser.end()) yield token; // an earlier mistake may be the cause
      return at;
    }
  }
  for (const token of parser.end()) yield token;
  return undefined;
}

/** A mark of lists and maps in brackets. The syntax tree takes several times as much for one as for another token. */
const FLOW_MARK = /[[\]{},]/;
const FLOW_WEIGHT = 5;

/** True if a text has at most as many tokens as a limit, whatever they are. */
export function fitsTokens(text: string, limit: number): boolean {
  // The lexer gives at most two tokens for each character, and two for the text.
  const most = 2 * text.length + 2;
  if (most > limit || most + (FLOW_WEIGHT - 1) * text.length <= limit) return most <= limit;
  const marks = text.match(/[[\]{},]/g)?.length ?? 0;
  return most + (FLOW_WEIGHT - 1) * marks <= limit;
}

/** Ends a line in YAML 1.1, so in many readers, but not in YAML 1.2. */
const LINE_SEPARATOR = /[\u0085\u2028\u2029]/;

/** Outside quotes, some readers treat the text after such a character as a new line, others as text or a comment. */
function reportSeparator(lexeme: string, at: number, problems: ParseProblems): void {
  if (lexeme.startsWith('"') || lexeme.startsWith("'")) return;
  const inner = lexeme.search(LINE_SEPARATOR);
  if (inner < 0) return;
  const name = `U+${lexeme.charCodeAt(inner).toString(16).toUpperCase().padStart(4, "0")}`;
  const message = `${name} ends a line for some readers of YAML and not for others: remove it`;
  problems.report(at + inner, at + inner + 1, "yaml/line-separator", message);
}

/** Reports the problems that the parser found in a document. Returns true if its content is not trustworthy. */
function reportProblems({ parsed, cut }: Composed, lines: Lines, problems: ParseProblems): boolean {
  const found = [...parsed.errors, ...parsed.warnings];
  const isBroken = reportErrors(cut === undefined ? found : found.filter(({ pos }) => pos[0] < cut), lines, problems);
  const { yaml } = parsed.directives;
  if (yaml.version !== "1.1") return isBroken || cut !== undefined;
  const at = lines.text.lastIndexOf("%YAML", parsed.range[0]);
  const message = "YAML 1.1, which takes `no` for false, is not supported: remove this line";
  problems.report(at, at + "%YAML 1.1".length, "yaml/version", message);
  return true;
}

/** Maximum syntax problems per document. Later ones are mostly consequences of the first. */
const maxSyntaxProblems = 10;

/** Codes of the parser for lines that are not where the lines above want them. */
const layoutErrors: ReadonlySet<string> = new Set([
  "BAD_INDENT",
  "BLOCK_AS_IMPLICIT_KEY",
  "IMPOSSIBLE",
  "MULTILINE_IMPLICIT_KEY",
]);

/** The content that follows an offset, after blanks and comments: what is not lined up is no comment. */
function contentAfter(text: string, offset: number): number {
  const blanks = /(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*/y;
  blanks.lastIndex = offset;
  blanks.test(text);
  return Math.min(blanks.lastIndex, text.length);
}

/** Reports problems, at most one per line. Returns true if one is of level error and not about a tag. */
function reportErrors(errors: readonly YAMLError[], lines: Lines, problems: ParseProblems): boolean {
  const seen = new Set<number>();
  let [isBroken, isMisplaced] = [false, false];
  for (const error of errors.toSorted((a, b) => a.pos[0] - b.pos[0])) {
    const start = layoutErrors.has(error.code) ? contentAfter(lines.text, error.pos[0]) : error.pos[0];
    const end = Math.max(error.pos[1], start + 1);
    if (error.code === "TAG_RESOLVE_FAILED") {
      problems.report(start, end, "yaml/unknown-tag", tagMessage(lines.text.slice(start, end)));
      continue;
    }
    const isWarning = error.name === "YAMLWarning";
    isBroken ||= !isWarning;
    // A line with a wrong indentation makes the lines after it look wrong, too.
    if (isMisplaced && layoutErrors.has(error.code)) continue;
    isMisplaced ||= layoutErrors.has(error.code);
    if (seen.size === maxSyntaxProblems || seen.has(lines.position(start).line)) continue;
    seen.add(lines.position(start).line);
    problems.report(start, end, "yaml/syntax", syntaxMessage(error), isWarning ? "warning" : "error");
  }
  return isBroken;
}

/** Checks whether a document is empty. An explicit `null` is content. */
function isBlank(root: ParsedNode): boolean {
  return isScalar(root) && root.value === null && root.range[0] === root.range[1] && root.tag === undefined;
}
