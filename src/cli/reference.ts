import { type Persona, commandHelp, personas } from "./command-help.ts";
import { type CommandName, commandNames } from "./command.ts";
import { type Option } from "./options.ts";
import { describeOption, groupedOptions, synopsis, writtenOption } from "./usage.ts";

const cell = (text: string): string => text.replaceAll("|", String.raw`\|`);

function optionTable(options: readonly Option[], formats: readonly string[]): string[] {
  const rows = options.map((option) => `| \`${writtenOption(option)}\` | ${cell(describeOption(option, formats))} |`);
  return ["| option | effect |", "|---|---|", ...rows];
}

function commandSection(command: CommandName, formats: readonly string[]): string[] {
  const { purpose, notes, examples, exitCodes } = commandHelp[command];
  const groups = [...groupedOptions(command)].flatMap(([group, options]) => [
    `**${group}**`,
    "",
    ...optionTable(options, formats),
    "",
  ]);
  return [
    `## caregate ${command}`,
    "",
    "```sh",
    synopsis(command),
    "```",
    "",
    purpose,
    notes,
    "",
    "| example | effect |",
    "|---|---|",
    ...examples.map(([line, effect]) => `| \`caregate ${line}\` | ${cell(effect)} |`),
    "",
    ...groups,
    `Exit codes: ${exitCodes}.`,
    "",
  ];
}

/**
 * The reference of the command line as Markdown.
 * @param formats the values of `--format` of each command
 */
export function cliReference(formats: Readonly<Record<CommandName, readonly string[]>>): string {
  const lists = (Object.keys(personas) as Persona[]).flatMap((persona) => [
    `**${persona}**: ${personas[persona]}`,
    "",
    ...commandNames
      .filter((name) => commandHelp[name].persona === persona)
      .map((name) => `- [\`caregate ${name}\`](#caregate-${name}): ${commandHelp[name].summary}`),
    "",
  ]);
  const sections = commandNames.flatMap((name) => commandSection(name, formats[name]));
  const lines = [
    "# Command line",
    "",
    "`caregate --help` lists the commands, and `caregate COMMAND --help` shows the options of one command.",
    "",
    ...lists,
    ...sections,
  ];
  return `${lines.join("\n").trimEnd()}\n`;
}
