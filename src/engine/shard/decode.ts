import type { Json } from "../../util/json.ts";
import { isDate } from "../../util/date.ts";

/** Checks the type of an untrusted value and returns it, or throws a `DecodeError`. */
export type Decoder<T> = (value: unknown) => T;

/** The type of the values of a decoder. */
export type Decoded<S> = S extends Decoder<infer T> ? T : never;

/** Thrown for a value of the wrong type. */
export class DecodeError extends Error {
  override name = "DecodeError";
}

function only(condition: boolean): asserts condition {
  if (!condition) throw new DecodeError("a value has the wrong type");
}

export const text: Decoder<string> = (value) => {
  only(typeof value === "string");
  return value;
};

/** A text that matches a pattern. */
export const matching =
  (pattern: RegExp): Decoder<string> =>
  (value) => {
    only(typeof value === "string" && pattern.test(value));
    return value;
  };

export const digest = matching(/^[0-9a-f]{64}$/);
export const commit = matching(/^[0-9a-f]{40,64}$/);

export const day: Decoder<string> = (value) => {
  only(typeof value === "string" && isDate(value));
  return value;
};

export const flag: Decoder<boolean> = (value) => {
  only(typeof value === "boolean");
  return value;
};

/** A whole number, from 0. */
export const whole: Decoder<number> = (value) => {
  only(typeof value === "number" && Number.isSafeInteger(value) && value >= 0);
  return value;
};

/** Any number. */
export const number: Decoder<number> = (value) => {
  only(typeof value === "number");
  return value;
};

/** Any value of JSON. */
export const json: Decoder<Json> = (value) => value as Json;

export const oneOf =
  <const T extends string | number>(...values: readonly T[]): Decoder<T> =>
  (value) => {
    const known = values.find((one) => one === value);
    only(known !== undefined);
    return known;
  };

export const nullable =
  <T>(of: Decoder<T>): Decoder<T | null> =>
  (value) =>
    value === null ? null : of(value);

/** A value of one of two types; the first that fits counts. */
export const either =
  <A, B>(one: Decoder<A>, other: Decoder<B>): Decoder<A | B> =>
  (value) => {
    try {
      return one(value);
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      return other(value);
    }
  };

export const list =
  <T>(of: Decoder<T>): Decoder<T[]> =>
  (value) => {
    only(Array.isArray(value));
    return value.map((one) => of(one));
  };

/** A list of fixed length with a type for each element. */
export const tuple =
  <const S extends readonly Decoder<unknown>[]>(...of: S): Decoder<{ -readonly [K in keyof S]: Decoded<S[K]> }> =>
  (value) => {
    only(Array.isArray(value) && value.length === of.length);
    return of.map((shape, i) => shape(value[i])) as { -readonly [K in keyof S]: Decoded<S[K]> };
  };

type DecoderFields = Readonly<Record<string, Decoder<unknown>>>;

/** A map with exactly these fields. `of` has their decoders, for use in other records. */
export function record<const S extends DecoderFields>(
  of: S,
): Decoder<{ -readonly [K in keyof S]: Decoded<S[K]> }> & { readonly of: S } {
  const keys = Object.keys(of);
  const shape = (value: unknown): { -readonly [K in keyof S]: Decoded<S[K]> } => {
    only(typeof value === "object" && value !== null && !Array.isArray(value));
    only(Object.keys(value).length === keys.length && keys.every((key) => Object.hasOwn(value, key)));
    const read = keys.map((key) => [key, (of[key] as Decoder<unknown>)((value as Record<string, unknown>)[key])]);
    return Object.fromEntries(read) as { -readonly [K in keyof S]: Decoded<S[K]> };
  };
  return Object.assign(shape, { of });
}

/** The element of a list at an index. */
export function nth<T>(of: readonly T[], index: number): T {
  only(index < of.length);
  return of[index] as T;
}
