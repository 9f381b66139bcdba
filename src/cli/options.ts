import { knowers } from "../engine/knowers.ts";
import { parseShard } from "../engine/shard/partition.ts";
import { severities } from "../model/finding.ts";
import type { CommandName, Io } from "./command.ts";
import { historyOptions } from "./history-options.ts";
import { initOptions } from "./init-options.ts";
import { registerOptions } from "./register-options.ts";
import { type Flag, type FormatKind, type OptionalKind, type ValueKind, choice, count, date,
  days, flag, format, list, optionalText, text } from "./option-kinds.ts"; // prettier-ignore

/** An option of one or more commands. */
export interface Option {
  /** Without the dashes. */
  readonly name: string;
  readonly kind: ValueKind<unknown> | OptionalKind<unknown> | Flag | FormatKind;
  readonly commands: readonly CommandName[];
  /** Heading in the help text. */
  readonly group: string;
  /** One sentence without a full stop that starts with an imperative verb; `{formats}` stands for the formats. */
  readonly help: string;
  /** The default as the help text shows it; without one, the option is off. */
  readonly default?: string;
  /** Value for a command line without the option. */
  readonly fallback?: (io: Io) => unknown;
}

const today = { default: "today, UTC", fallback: (io: Io) => io.today } as const;
const revision = text("REVISION");
const failLevels = [...severities, "never"] as const;
const severity = choice("LEVEL", severities);
const levels = severities.join(", ");
const scope = "What to check";
const filter = "Filters";
const show = "What to show";
const output = "Output";

/** Every option of every command. An option that means another thing to another command has a row for each. */
export const options = [
  ...initOptions,
  ...historyOptions,
  ...registerOptions,
  {
    name: "base",
    kind: revision,
    commands: ["check"],
    group: scope,
    help: "compare with REVISION and use its policies",
  },
  {
    name: "ref",
    kind: revision,
    commands: ["check"],
    group: scope,
    help: "check a commit instead of the working tree",
  },
  {
    name: "ref",
    kind: revision,
    commands: ["verify"],
    group: scope,
    help: "check another commit with the same settings",
  },
  {
    name: "at",
    kind: date,
    commands: ["check"],
    group: scope,
    help: "check the last commit of HEAD or REVISION on or before DATE, as of DATE",
  },
  {
    name: "shard",
    kind: { placeholder: "I/N", takes: "a part and a number of parts, such as 2/4", read: parseShard },
    commands: ["check"],
    group: scope,
    help: "check one of N parts and write the input of caregate merge",
  },
  {
    name: "threads",
    kind: count,
    commands: ["check"],
    group: scope,
    help: "use up to N threads",
    default: "one for each processor",
  },
  {
    name: "cache",
    kind: optionalText("DIR"),
    commands: ["check"],
    group: scope,
    help: "keep results in DIR and use those of unchanged files; with --base, only where DIR is given",
  },
  {
    name: "as-of",
    kind: date,
    commands: ["ask", "check", "diff", "explain", "vendor"],
    group: scope,
    help: "evaluate as of DATE, written YYYY-MM-DD",
    ...today,
  },
  {
    name: "as-of",
    kind: date,
    commands: ["lint"],
    group: scope,
    help: "check the end dates of waivers as of DATE",
    ...today,
  },
  {
    name: "as-of",
    kind: date,
    commands: ["rules"],
    group: scope,
    help: "list the rules in effect on DATE; with --due, count days to DATE",
    ...today,
  },
  {
    name: "fail-on",
    kind: choice("LEVEL", failLevels),
    commands: ["check"],
    group: "When to fail",
    help: `block from LEVEL: ${failLevels.join(", ")}`,
    default: "failOn in config.yaml, or else medium",
  },
  {
    name: "for",
    kind: choice("ROLE", knowers),
    commands: ["ask"],
    group: scope,
    help: `ask only what ROLE usually knows: ${knowers.join(", ")}`,
  },
  {
    name: "from",
    kind: text("FILE"),
    commands: ["ask"],
    group: scope,
    help: "write the answers of FILE, a table of --format csv",
  },
  {
    name: "strict",
    kind: flag,
    commands: ["lint"],
    group: "When to fail",
    help: "count warnings as errors",
  },
  {
    name: "rule",
    kind: text("PATTERN"),
    commands: ["test"],
    group: scope,
    help: "run only tests of rules whose id contains PATTERN or matches this glob",
  },
  {
    name: "pack",
    kind: text("NAME"),
    commands: ["rules"],
    group: filter,
    help: "show only rules of one pack",
  },
  {
    name: "cites",
    kind: text("TEXT"),
    commands: ["rules"],
    group: filter,
    help: "show only rules that cite a provision or cover a duty",
  },
  {
    name: "jurisdiction",
    kind: text("CODE"),
    commands: ["rules"],
    group: filter,
    help: "show only rules that can apply in CODE: us, eu, gb, ca, au",
  },
  {
    name: "due",
    kind: flag,
    commands: ["rules"],
    group: filter,
    help: "show only rules whose law was read too long ago, or has a date ahead",
  },
  {
    name: "days",
    kind: days,
    commands: ["rules"],
    group: filter,
    help: "with --due, count a reading older than N days as too old",
    default: "180",
  },
  {
    name: "severity",
    kind: severity,
    commands: ["rules", "history"],
    group: filter,
    help: `show only LEVEL: ${levels}`,
  },
  {
    name: "mutate",
    kind: flag,
    commands: ["test"],
    group: scope,
    help: "also change the rules in small ways and report the changes that no test notices",
  },
  {
    name: "suggest",
    kind: flag,
    commands: ["test"],
    group: scope,
    help: "as --mutate, and write a test for each of these changes, with its outcome left open",
  },
  {
    name: "watch",
    kind: flag,
    commands: ["check", "test"],
    group: scope,
    help: "run again after every change until interrupted",
  },

  {
    name: "compact",
    kind: flag,
    commands: ["check", "merge"],
    group: show,
    help: "write one line per finding",
  },
  {
    name: "summary",
    kind: flag,
    commands: ["check", "merge"],
    group: show,
    help: "write one line per deployment, the counts and the verdict",
  },
  {
    name: "quiet",
    kind: flag,
    commands: ["check", "merge"],
    group: show,
    help: "write the verdict only, and nothing for a pass",
  },
  {
    name: "select",
    kind: list("RULES"),
    commands: ["check", "merge"],
    group: show,
    help: "show only these packs and rules; the verdict stays",
  },
  {
    name: "ignore",
    kind: list("RULES"),
    commands: ["check", "merge"],
    group: show,
    help: "do not show these packs and rules; the verdict stays",
  },
  {
    name: "all",
    kind: flag,
    commands: ["check", "merge"],
    group: show,
    help: "show passed and not applicable results too",
  },
  {
    name: "history",
    kind: flag,
    commands: ["check"],
    group: show,
    help: "add the history of policies and violations; needs --format html",
  },
  {
    name: "stats",
    kind: flag,
    commands: ["rules"],
    group: show,
    help: "count the rules that read evidence, facts or the organisation",
  },
  {
    name: "crosswalk",
    kind: flag,
    commands: ["rules"],
    group: show,
    help: "list the duties of each framework with the rules that cover them",
  },
  {
    name: "format",
    kind: format,
    commands: ["ask", "check", "fix", "pin", "rules", "test", "lint", "diff", "history", "register", "merge"],
    group: output,
    help: "write FORMAT: {formats}",
    default: "console",
    fallback: () => "console",
  },
  {
    name: "output",
    kind: text("FILE"),
    commands: ["ask", "check", "test", "diff", "history", "register", "merge"],
    group: output,
    help: "write to FILE",
    default: "stdout",
  },
  {
    name: "as",
    kind: choice("FORM", ["notation", "jsonlogic"]),
    commands: ["policy"],
    group: "What to write",
    help: "write conditions as notation (text) or as jsonlogic",
  },
  {
    name: "check",
    kind: flag,
    commands: ["fix", "pin", "schemas", "vendor"],
    group: "What to write",
    help: "show what differs and write nothing",
  },
  {
    name: "accept",
    kind: flag,
    commands: ["vendor"],
    group: "What to write",
    help: "take sets that loosen rules too",
  },
  {
    name: "reviewed",
    kind: flag,
    commands: ["pin"],
    group: "What to write",
    help: "pin again what a committee has reviewed and what has changed since",
  },
  {
    name: "force",
    kind: flag,
    commands: ["init"],
    group: output,
    help: "overwrite the file",
  },
] as const satisfies readonly Option[];

/** A row of the table, with its exact types. */
export type Row = (typeof options)[number];
/** The options of a command, in the order of the table. */
export const optionsOf = (command: CommandName): Option[] =>
  (options as readonly Option[]).filter(({ commands }) => commands.includes(command));
