import { parseArgs } from "node:util";
import { closestWord, quote } from "../util/text.ts";
import type { CommandName, Io } from "./command.ts";
import { UsageError } from "../util/errors.ts";
import { type Option, type OptionsOf, optionsOf } from "./options.ts";

/** A command line that has been read. */
export interface CommandLine<C extends CommandName, F extends string> {
  readonly options: OptionsOf<C, F>;
  /** Names in camel case of the options on the command line, without those that have their default. */
  readonly given: ReadonlySet<string>;
  readonly operands: readonly string[];
}

export const camelCase = (name: string): string =>
  name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());

export const kebabCase = (key: string): string => key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function unknownOption(written: string, command: CommandName, known: readonly Option[]): UsageError {
  const near = closestWord(written.replace(/^-+/, ""), known.map(({ name }) => name)); // prettier-ignore
  const hint = near === undefined ? "" : `: use \`--${near}\``;
  return new UsageError(`unknown option ${quote(written)}${hint}\nlist options: caregate ${command} --help`);
}

function valueOf({ name, kind }: Option, written: string | undefined, formats: readonly string[]): unknown {
  const fail = (takes: string): UsageError =>
    new UsageError(`--${name} takes ${takes}${written === undefined ? "" : `, not \`${written}\``}`);
  if ("without" in kind && written === undefined) return kind.without;
  if (kind.placeholder === null) {
    if (written !== undefined) throw fail("no value");
    return true;
  }
  const { takes, read } =
    "fromCommand" in kind
      ? {
          takes: `one of ${formats.join(", ")}`,
          read: (text: string) => (formats.includes(text) ? text : undefined),
        }
      : kind;
  const value = written === undefined ? undefined : read(written);
  if (value === undefined) throw fail(takes);
  return value;
}

/**
 * Reads the value of an option that does not come from the command line.
 * @throws UsageError when it is no value of the option
 */
export function readValue(command: CommandName, name: string, written: string): unknown {
  const option = optionsOf(command).find((one) => one.name === name);
  return option && valueOf(option, written, []);
}

/**
 * Reads the arguments of a command by the table of options.
 * @throws UsageError for an option that the command does not have, and for a value that the option does not take
 */
export function parseOptions<C extends CommandName, F extends string>(
  command: C,
  args: readonly string[],
  io: Io,
  formats: readonly F[] = [],
): CommandLine<C, F> {
  const known = optionsOf(command);
  const types = known.map(({ name, kind }) => {
    const isAlone = kind.placeholder === null || "without" in kind;
    return [name, { type: isAlone ? "boolean" : "string" }] as const;
  });
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(types),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, unknown>();
  const operands: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind !== "option") continue;
    const option = known.find(({ name }) => name === token.name && token.rawName.startsWith("--"));
    if (!option) throw unknownOption(token.rawName, command, known);
    // `--output --all` names no file: the value has been forgotten.
    const isForgotten = token.inlineValue === false && token.value.startsWith("-") && token.value !== "-";
    values.set(camelCase(option.name), valueOf(option, isForgotten ? undefined : token.value, formats));
  }
  const given = new Set(values.keys());
  for (const { name, kind, fallback } of known) {
    const key = camelCase(name);
    if (!values.has(key)) values.set(key, fallback ? fallback(io) : kind.placeholder === null ? false : undefined);
  }
  return { options: Object.fromEntries(values) as OptionsOf<C, F>, given, operands };
}
