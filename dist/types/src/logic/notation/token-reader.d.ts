import { type TextSpan, type Token } from "./tokens.ts";
/** The text of a token for a message. */
export declare function showToken({ kind, text }: Token): string;
/** Reads the tokens of a condition from left to right. */
export declare class TokenReader {
    #private;
    /** @throws NotationError for what is no token */
    constructor(text: string);
    /** The token some places ahead. */
    peek(ahead?: number): Token;
    /** The token before the next one. */
    get last(): Token;
    take(): Token;
    /** True if a word or sign is ahead. A new line that is not indented under the open body ends it. */
    sees(text: string, ahead?: number): boolean;
    /** Reads a word or sign if it is next. */
    takeIf(text: string): boolean;
    /** Reads a word or sign. @throws NotationError with the explanation if another token is next */
    expect(text: string, explanation: string): void;
    fail(span: TextSpan, message: string): never;
    /** Reads a part whose lines have to start right of a column. */
    inBody<T>(margin: number, read: () => T): T;
}
