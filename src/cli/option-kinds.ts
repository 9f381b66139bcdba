import { isDate } from "../util/date.ts";

/** How the value of an option is written and read. */
export interface ValueKind<T> {
  /** Stands for the value in a help text, such as `FILE`. */
  readonly placeholder: string;
  /** Completes an error message: `--x takes ...`. */
  readonly takes: string;
  /** The values of a choice. */
  readonly values?: readonly string[];
  /** Undefined for a text that is no such value. */
  readonly read: (text: string) => T | undefined;
}

/** An option with or without a value, which is written after `=`. */
export interface OptionalKind<T> extends ValueKind<T> {
  /** Its value where none is written. */
  readonly without: T;
}

/** An option without a value: given or not. */
export interface Flag {
  readonly placeholder: null;
}

/** An option whose values are the output formats of the command. */
export interface FormatKind {
  readonly placeholder: "FORMAT";
  readonly fromCommand: true;
}

export const flag: Flag = { placeholder: null };

export const format: FormatKind = { placeholder: "FORMAT", fromCommand: true };

export const text = (placeholder: string): ValueKind<string> => ({
  placeholder,
  takes: `a value (${placeholder})`,
  read: (given) => given,
});

export const optionalText = (placeholder: string): OptionalKind<string> => ({
  ...text(placeholder),
  read: (given) => given || undefined,
  without: "",
});

export const date: ValueKind<string> = {
  placeholder: "DATE",
  takes: "a date as YYYY-MM-DD",
  read: (given) => (isDate(given) ? given : undefined),
};

export const choice = <const T extends string>(placeholder: string, known: readonly T[]): ValueKind<T> => ({
  placeholder,
  takes: `one of ${known.join(", ")}`,
  values: known,
  read: (given) => known.find((one) => one === given),
});

/** A whole number from 1 to 999. */
export const count: ValueKind<number> = {
  placeholder: "N",
  takes: "a number from 1 to 999",
  read: (given) => (/^[1-9]\d{0,2}$/.test(given) ? Number(given) : undefined),
};

/** A whole number of days from 0 to 99999. */
export const days: ValueKind<number> = {
  placeholder: "N",
  takes: "a number of days",
  read: (given) => (/^\d{1,5}$/.test(given) ? Number(given) : undefined),
};

/** Words between commas. */
export const list = (placeholder: string): ValueKind<string[]> => ({
  placeholder,
  takes: "values separated by commas",
  read: (given) => given.split(",").map((part) => part.trim()).filter(Boolean), // prettier-ignore
});
