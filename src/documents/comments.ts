import { Lexer } from "yaml";
import { linesOf } from "./lines.ts";
import type { Span } from "../model/location.ts";

/** A comment of a YAML text. */
export interface Comment extends Span {
  /** Without the mark that begins it and the blanks around it. */
  readonly text: string;
  /** Whether nothing else stands on its line. */
  readonly alone: boolean;
}

/** The comments of a text, and the lines on which a new document begins. */
export interface Comments {
  readonly comments: readonly Comment[];
  readonly starts: readonly number[];
}

// The lexer of `yaml` marks what has no text of its own: the start of a document, of a scalar, the end of a broken flow.
const DOCUMENT = "\u0002";
const SCALAR = "\u001F";
const marks: ReadonlySet<string> = new Set([DOCUMENT, SCALAR, "\u0018"]);

/** Finds the comments of a YAML text; a `#` within a text value is none. Nothing is thrown. */
export function commentsOf(text: string): Comments {
  const lines = linesOf(text);
  const comments: Comment[] = [];
  const starts: number[] = [];
  let offset = 0;
  let before = "";
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme.startsWith("#") && before !== SCALAR) {
      const span = lines.span(offset, offset + lexeme.length);
      const head = text.slice(offset - span.start.column + 1, offset);
      comments.push({ ...span, text: lexeme.replace(/^#+/, "").trim(), alone: head.trim() === "" });
    }
    if (lexeme === "---") starts.push(lines.position(offset).line);
    if (!marks.has(lexeme)) offset += lexeme.length;
    before = lexeme;
  }
  return { comments, starts };
}
