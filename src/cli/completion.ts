import { commandHelp } from "./command-help.ts";
import { type CommandName, commandNames } from "./command.ts";
import { type Option, optionsOf } from "./options.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** The values that a choice takes; none for any other option. */
function valuesOf(option: Option, formats: readonly string[]): readonly string[] {
  const { kind } = option;
  if (kind.placeholder === null) return [];
  if ("fromCommand" in kind) return formats;
  return kind.values ?? [];
}

/** Values of `--format` by command. */
export type FormatsByCommand = Readonly<Record<CommandName, readonly string[]>>;

const isFile = ({ kind }: Option): boolean => kind.placeholder === "FILE";

/** Text in single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function bash(formats: FormatsByCommand): string {
  const options = commandNames.map(
    (name) =>
      `    ${name}) words=${quoted(
        optionsOf(name)
          .map((one) => `--${one.name}`)
          .join(" "),
      )} ;;`,
  );
  const values = commandNames.flatMap((name) =>
    optionsOf(name).flatMap((option) => {
      const own = valuesOf(option, formats[name]);
      return own.length === 0 ? [] : [`    ${name}:--${option.name}) words=${quoted(own.join(" "))} ;;`];
    }),
  );
  return `# bash completion of caregate
_caregate() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=\${COMP_WORDS[1]} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W ${quoted(commandNames.join(" "))} -- "$current"))
    return
  fi
  case "$command:$previous" in
${values.join("\n")}
  esac
  if [ -z "$words" ]; then
    case "$current" in
      -*) case "$command" in
${options.join("\n")}
      esac ;;
    esac
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$current")); else COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _caregate caregate
`;
}

/** Text in a description of zsh, where brackets and colons have a meaning. */
const zshText = (text: string): string => text.replaceAll(/[[\]:\\]/g, String.raw`\$&`).replaceAll("'", "’");

function zsh(formats: FormatsByCommand): string {
  const commands = commandNames.map((name) => `    '${name}:${zshText(commandHelp[name].summary)}'`);
  const cases = commandNames.map((name) => {
    const rows = optionsOf(name).map((option) => {
      const { kind, help } = option;
      const own = valuesOf(option, formats[name]);
      const action = isFile(option) ? "_files" : own.length > 0 ? `(${own.join(" ")})` : " ";
      const isOptional = "without" in kind;
      const value = kind.placeholder === null ? "" : `${isOptional ? ":" : ""}:${kind.placeholder}:${action}`;
      return `      '--${option.name}${isOptional ? "=-" : ""}[${zshText(help.replace("{formats}", "a format"))}]${value}' \\`;
    });
    return `    ${name})\n      _arguments \\\n${rows.map((row) => `  ${row}`).join("\n")}\n        '*:path:_files' ;;`;
  });
  return `#compdef caregate
_caregate() {
  local -a commands
  commands=(
${commands.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
compdef _caregate caregate
`;
}

function fish(formats: FormatsByCommand): string {
  const lines = commandNames.flatMap((name) => [
    `complete -c caregate -n __fish_use_subcommand -a ${name} -d ${quoted(commandHelp[name].summary)}`,
    ...optionsOf(name).map((option) => {
      const own = valuesOf(option, formats[name]);
      const value =
        option.kind.placeholder === null || "without" in option.kind
          ? ""
          : isFile(option)
            ? " -r"
            : ` -x${own.length > 0 ? ` -a ${quoted(own.join(" "))}` : ""}`;
      const help = quoted(option.help.replace("{formats}", "a format"));
      return `complete -c caregate -n '__fish_seen_subcommand_from ${name}' -l ${option.name}${value} -d ${help}`;
    }),
  ]);
  return `# fish completion of caregate\n${lines.join("\n")}\n`;
}

/** The completion script of a shell, made of the table of options. */
export const completionScript = (shell: Shell, formats: FormatsByCommand): string =>
  ({ bash, zsh, fish })[shell](formats);
