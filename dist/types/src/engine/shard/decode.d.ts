import type { Json } from "../../util/json.ts";
/** Takes a value that came from outside for what it is said to be, or throws; nothing of it is handed on unread. */
export type Decoder<T> = (value: unknown) => T;
/** What a shape gives. */
export type Decoded<S> = S extends Decoder<infer T> ? T : never;
/** A value that is not of its shape. */
export declare class DecodeError extends Error {
    name: string;
}
export declare const text: Decoder<string>;
/** A text that matches a pattern. */
export declare const matching: (pattern: RegExp) => Decoder<string>;
export declare const digest: Decoder<string>;
export declare const commit: Decoder<string>;
export declare const day: Decoder<string>;
export declare const flag: Decoder<boolean>;
/** A whole number, from 0. */
export declare const whole: Decoder<number>;
/** Any number. */
export declare const number: Decoder<number>;
/** Any value of JSON. */
export declare const json: Decoder<Json>;
export declare const oneOf: <const T extends string | number>(...values: readonly T[]) => Decoder<T>;
export declare const nullable: <T>(of: Decoder<T>) => Decoder<T | null>;
/** What is of one shape, or else of another. */
export declare const either: <A, B>(one: Decoder<A>, other: Decoder<B>) => Decoder<A | B>;
export declare const list: <T>(of: Decoder<T>) => Decoder<T[]>;
/** A list whose elements each have a meaning by their place. */
export declare const tuple: <const S extends readonly Decoder<unknown>[]>(...of: S) => Decoder<{ -readonly [K in keyof S]: Decoded<S[K]>; }>;
type DecoderFields = Readonly<Record<string, Decoder<unknown>>>;
/** A map with just these fields, which other maps can have too. */
export declare function record<const S extends DecoderFields>(of: S): Decoder<{
    -readonly [K in keyof S]: Decoded<S[K]>;
}> & {
    readonly of: S;
};
/** The element of a list that a number names. */
export declare function nth<T>(of: readonly T[], index: number): T;
export {};
