import type { Json } from "../../util/json.ts";

/** A part of the text, as offsets; the end is exclusive. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** A mistake in the text of a condition. */
export class NotationError extends Error {
  readonly span: TextSpan;

  constructor({ from, to }: TextSpan, message: string) {
    super(message);
    this.span = { from, to };
  }
}

/** A word, sign or value of the text. */
export interface Token extends TextSpan {
  readonly kind: "name" | "value" | "sign" | "quoted" | "end";
  readonly text: string;
  /** The value of a number, a text or a date. */
  readonly value: Json;
  /** Column of the token, from 0. */
  readonly column: number;
  /** True for the first token of its line. */
  readonly first: boolean;
  /** Column of the first token of its line. */
  readonly indent: number;
}

/** Signs of other languages, with what to write. */
const foreign: Readonly<Record<string, string>> = {
  "&&": "`and`",
  "||": "`or`",
  "!": "`not`",
  "=>": "`>=`",
  "=<": "`<=`",
  "<>": "`!=`",
  "%": "`mod`, or a percent sign right after a number, such as 5%",
};

/** What word processors make of signs. */
const typed: Readonly<Record<string, string>> = { "=": "==", "≤": "<=", "≥": ">=", "≠": "!=", "–": "-", "×": "*" };

const shapes: readonly (readonly [kind: Token["kind"] | "date" | "number" | "text" | "blank", shape: RegExp])[] = [
  ["blank", /\s+|#[^\n]*/y],
  ["date", /\d{4}-\d{2}-\d{2}(?!\w)/y],
  ["number", /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?%?/y],
  ["text", /["“”](?:\\.|[^"“”\\\n])*["“”]/y],
  ["quoted", /`[^`\n]+`/y],
  ["name", /[A-Za-z_]\w*(?:\.(?:\w+|"(?:\\.|[^"\\\n])*"))*/y],
  ["sign", /===|!==|==|!=|<=|>=|&&|\|\||=>|=<|<>|[-+*/<>=()[\],:%!≤≥≠–×]/y],
];

/** A share that is written in percent, without the noise of a division. */
function numberOf(text: string): number {
  return text.endsWith("%") ? Number(`${text.slice(0, -1)}e-2`) : Number(text);
}

function textOf(span: TextSpan, written: string): string {
  try {
    return JSON.parse(`"${written.slice(1, -1)}"`) as string;
  } catch {
    throw new NotationError(span, "a backslash in a text starts an escape, and this one is unknown: write `\\\\`");
  }
}

/** The shape that matches at an offset, and what it matches. */
function matchAt(source: string, from: number): { kind: (typeof shapes)[number][0]; text: string } {
  for (const [kind, shape] of shapes) {
    shape.lastIndex = from;
    const [text] = shape.exec(source) ?? [];
    if (text !== undefined) return { kind, text };
  }
  const character = String.fromCodePoint(source.codePointAt(from) ?? 0);
  const rest = { from, to: from + character.length };
  if (/["“”]/.test(character)) throw new NotationError(rest, "this text has no closing quotation mark on its line");
  throw new NotationError(rest, `\`${character}\` has no meaning in a condition`);
}

function signOf(span: TextSpan, text: string): string {
  const instead = foreign[text];
  if (instead !== undefined) throw new NotationError(span, `there is no \`${text}\` in a condition: write ${instead}`);
  return typed[text] ?? text;
}

/**
 * Splits the text of a condition into tokens; the last one is its end.
 * @throws NotationError for what is no token
 */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let lineStart = 0;
  let indent = 0;
  let first = true;
  for (let from = 0; from < source.length;) {
    const { kind, text } = matchAt(source, from);
    const span = { from, to: from + text.length };
    if (kind === "blank") {
      const newline = text.lastIndexOf("\n");
      if (newline >= 0) [lineStart, first] = [from + newline + 1, true];
      from = span.to;
      continue;
    }
    const column = from - lineStart;
    if (first) indent = column;
    const place = { ...span, column, first, indent };
    if (kind === "date") tokens.push({ kind: "value", text, value: text, ...place });
    else if (kind === "number") tokens.push({ kind: "value", text, value: numberOf(text), ...place });
    else if (kind === "text") tokens.push({ kind: "value", text, value: textOf(span, text), ...place });
    else if (kind === "quoted") tokens.push({ kind, text: text.slice(1, -1), value: null, ...place });
    else tokens.push({ kind, text: kind === "sign" ? signOf(span, text) : text, value: null, ...place });
    first = false;
    from = span.to;
  }
  const at = { from: source.length, to: source.length };
  tokens.push({ kind: "end", text: "", value: null, ...at, column: source.length - lineStart, first, indent });
  return tokens;
}
