import { NotationError, type TextSpan, type Token, tokensOf } from "./tokens.ts";

/** The text of a token for a message. */
export function showToken({ kind, text }: Token): string {
  return kind === "end" ? "the end" : `\`${text}\``;
}

/** Reads the tokens of a condition from left to right. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  /** Columns that a new line has to exceed to continue the body of a quantifier; -1 within parentheses. */
  readonly #margins: number[] = [];

  /** @throws NotationError for what is no token */
  constructor(text: string) {
    this.#tokens = tokensOf(text);
  }

  /** The token some places ahead. */
  peek(ahead = 0): Token {
    return this.#tokens[Math.min(this.#next + ahead, this.#tokens.length - 1)] as Token;
  }

  /** The token before the next one. */
  get last(): Token {
    return this.#tokens[Math.max(0, this.#next - 1)] as Token;
  }

  take(): Token {
    const token = this.peek();
    this.#next = Math.min(this.#next + 1, this.#tokens.length - 1);
    return token;
  }

  /** True if a word or sign is ahead. A new line that is not indented under the open body ends it. */
  sees(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return (token.kind === "name" || token.kind === "sign") && token.text === text && !this.#endsBody(token);
  }

  /** Reads a word or sign if it is next. */
  takeIf(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.take();
    return seen;
  }

  /** Reads a word or sign. @throws NotationError with the explanation if another token is next */
  expect(text: string, explanation: string): void {
    if (!this.takeIf(text)) this.fail(this.peek(), `${explanation}, not ${showToken(this.peek())}`);
  }

  fail(span: TextSpan, message: string): never {
    throw new NotationError(span, message);
  }

  /** Reads a part whose lines have to start right of a column. */
  inBody<T>(margin: number, read: () => T): T {
    this.#margins.push(margin);
    try {
      return read();
    } finally {
      this.#margins.pop();
    }
  }

  #endsBody({ first, column }: Token): boolean {
    return first && column <= (this.#margins.at(-1) ?? -1);
  }
}
