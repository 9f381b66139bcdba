import { type Persona, commandHelp, personas } from "./command-help.ts";
import { type CommandName, commandNames } from "./command.ts";
import { type Option, optionsOf } from "./options.ts";

const WIDTH = 80;

/** The two columns of a line. */
type Row = readonly [string, string];

/** A text in lines of at most some characters, broken between words. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A text after a label, its further lines below its first word. */
const hanging = (label: string, text: string): string[] =>
  wrap(text, WIDTH - label.length).map((line, i) => (i === 0 ? label : " ".repeat(label.length)) + line);

const widthOf = (rows: readonly Row[]): number => Math.max(...rows.map(([first]) => first.length));

/** Two columns, the second of them wrapped. */
function columns(rows: readonly Row[], width = widthOf(rows)): string[] {
  const left = width + 2;
  return rows.flatMap(([first, second]) =>
    wrap(second, WIDTH - left - 2).map((line, i) => `  ${(i === 0 ? first : "").padEnd(left)}${line}`),
  );
}

/** An option as it is written, such as `--base REVISION`. */
export const writtenOption = ({ name, kind }: Option): string =>
  `--${name}${kind.placeholder === null ? "" : "without" in kind ? `[=${kind.placeholder}]` : ` ${kind.placeholder}`}`;

/** The sentence about an option, with its default. */
export function describeOption({ help, default: value }: Option, formats: readonly string[]): string {
  const text = help.replace("{formats}", formats.join(", "));
  return value === undefined ? text : `${text} (default: ${value})`;
}

/** The options of a command under their headings, in the order of the table. */
export function groupedOptions(command: CommandName): Map<string, Option[]> {
  const groups = new Map<string, Option[]>();
  for (const option of optionsOf(command)) groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  return groups;
}

/** The first line of a command's help. */
export const synopsis = (command: CommandName): string =>
  `caregate ${command} ${commandHelp[command].operands} [options]`;

/**
 * The help text of a command.
 * @param formats the values of its `--format`
 */
export function commandUsage(command: CommandName, formats: readonly string[]): string {
  const { purpose, notes, examples, exitCodes } = commandHelp[command];
  const rowOf = (option: Option): Row => [writtenOption(option), describeOption(option, formats)];
  const width = widthOf(optionsOf(command).map(rowOf));
  const groups = [...groupedOptions(command)].flatMap(([group, own]) => [group, ...columns(own.map(rowOf), width)]);
  const lines = [
    synopsis(command),
    "",
    purpose,
    ...wrap(notes, WIDTH),
    "",
    ...columns(examples.map(([line, effect]) => [`caregate ${line}`, effect])),
    "",
    ...groups,
    "",
    ...hanging("exit codes: ", exitCodes),
  ];
  return `${lines.join("\n")}\n`;
}

/** The help text of the program. */
export function programUsage(): string {
  const own: Row[] = [
    ["COMMAND --help", "show the options of a command"],
    ["--version", "print the version"],
    ["--no-color", "write without colours, with any command"],
  ];
  const rowOf = (name: CommandName): Row => [`${name} ${commandHelp[name].operands}`, commandHelp[name].summary];
  const width = widthOf([...commandNames.map(rowOf), ...own]);
  const sections = (Object.keys(personas) as Persona[]).flatMap((persona) => [
    `${persona}: ${personas[persona]}`,
    ...columns(commandNames.filter((name) => commandHelp[name].persona === persona).map(rowOf), width),
    "",
  ]);
  const lines = [
    "caregate checks AI deployments in healthcare against policies",
    "",
    "usage: caregate COMMAND [options]",
    "",
    ...sections,
    ...columns(own, width),
    "",
    "start here: caregate init, then caregate check",
    "",
    "exit codes: 0 passed, 1 failed, 2 not completed, 3 internal error",
  ];
  return `${lines.join("\n")}\n`;
}
