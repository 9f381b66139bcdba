import type { Json } from "../../util/json.ts";
/** Checks the type of an untrusted value and returns it, or throws a `DecodeError`. */
export type Decoder<T> = (value: unknown) => T;
/** The type of the values of a decoder. */
export type Decoded<S> = S extends Decoder<infer T> ? T : never;
/** Thrown for a value of the wrong type. */
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
/** A value of one of two types; the first that fits counts. */
export declare const either: <A, B>(one: Decoder<A>, other: Decoder<B>) => Decoder<A | B>;
export declare const list: <T>(of: Decoder<T>) => Decoder<T[]>;
/** A list of fixed length with a type for each element. */
export declare const tuple: <const S extends readonly Decoder<unknown>[]>(...of: S) => Decoder<{ -readonly [K in keyof S]: Decoded<S[K]>; }>;
type DecoderFields = Readonly<Record<string, Decoder<unknown>>>;
/** A map with exactly these fields. `of` has their decoders, for use in other records. */
export declare function record<const S extends DecoderFields>(of: S): Decoder<{
    -readonly [K in keyof S]: Decoded<S[K]>;
}> & {
    readonly of: S;
};
/** The element of a list at an index. */
export declare function nth<T>(of: readonly T[], index: number): T;
export {};
