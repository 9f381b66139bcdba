import type { CommandName } from "./command.ts";
import type { Flag, FormatKind, ValueKind } from "./option-kinds.ts";
import type { Row } from "./options.ts";

type RowOf<C extends CommandName, R = Row> = R extends { readonly commands: readonly (infer N)[] }
  ? C extends N
    ? R
    : never
  : never;
type CamelCase<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<CamelCase<B>>}` : S;
type ValueOf<R, F> = R extends { readonly kind: FormatKind }
  ? F
  : R extends { readonly kind: Flag }
    ? boolean
    : R extends { readonly kind: ValueKind<infer T>; readonly fallback: unknown }
      ? T
      : R extends { readonly kind: ValueKind<infer T> }
        ? T | undefined
        : never;

/** The values of a command's options by their names in camel case; `F` are its formats. */
export type OptionsOf<C extends CommandName, F extends string = string> = {
  readonly [R in RowOf<C> as CamelCase<R["name"]>]: ValueOf<R, F>;
};
