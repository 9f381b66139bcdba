import type { Json } from "../model/json.ts";
/** Takes a value that came from outside for what it is said to be, or throws; nothing of it is handed on unread. */
export type Shape<T> = (value: unknown) => T;
/** What a shape gives. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;
/** A value that is not of its shape. */
export declare class ShapeError extends Error {
    name: string;
}
export declare const text: Shape<string>;
/** A text that matches a pattern. */
export declare const matching: (pattern: RegExp) => Shape<string>;
export declare const digest: Shape<string>;
export declare const commit: Shape<string>;
export declare const day: Shape<string>;
export declare const flag: Shape<boolean>;
/** A whole number, from 0. */
export declare const whole: Shape<number>;
/** Any value of JSON. */
export declare const json: Shape<Json>;
export declare const oneOf: <const T extends string | number>(...values: readonly T[]) => Shape<T>;
export declare const nullable: <T>(of: Shape<T>) => Shape<T | null>;
/** What is of one shape, or else of another. */
export declare const either: <A, B>(one: Shape<A>, other: Shape<B>) => Shape<A | B>;
export declare const list: <T>(of: Shape<T>) => Shape<T[]>;
/** A list whose elements each have a meaning by their place. */
export declare const tuple: <const S extends readonly Shape<unknown>[]>(...of: S) => Shape<{ -readonly [K in keyof S]: Shaped<S[K]>; }>;
type Fields = Readonly<Record<string, Shape<unknown>>>;
/** A map with just these fields, which other maps can have too. */
export declare function record<const S extends Fields>(of: S): Shape<{
    -readonly [K in keyof S]: Shaped<S[K]>;
}> & {
    readonly of: S;
};
/** The element of a list that a number names. */
export declare function nth<T>(of: readonly T[], index: number): T;
export {};
