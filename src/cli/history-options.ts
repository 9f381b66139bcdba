import type { EvaluationPoints } from "../engine/history.ts";
import type { Io } from "./command.ts";
import { choice, date, flag, text } from "./option-kinds.ts";

const scope = "What to check";
const filter = "Filters";

/** The options of `history` that no other command has. */
export const historyOptions = [
  {
    name: "as-of",
    kind: date,
    commands: ["history"],
    group: scope,
    help: "stop the history at DATE, written YYYY-MM-DD",
    default: "today, UTC",
    fallback: (io: Io) => io.today,
  },
  {
    name: "from",
    kind: date,
    commands: ["history"],
    group: filter,
    help: "count days in violation from DATE on; needs --verdicts",
  },
  {
    name: "to",
    kind: date,
    commands: ["history"],
    group: filter,
    help: "count days in violation up to DATE; needs --verdicts",
  },
  {
    name: "verdicts",
    kind: flag,
    commands: ["history"],
    group: scope,
    help: "show the history of violations instead of policies",
  },
  {
    name: "at",
    kind: choice<EvaluationPoints>("POINTS", ["commits", "tags", "days"]),
    commands: ["history"],
    group: scope,
    help: "evaluate at POINTS: commits, tags, days; needs --verdicts",
    default: "commits",
  },
  {
    name: "by",
    kind: choice("today", ["today"]),
    commands: ["history"],
    group: scope,
    help: "also evaluate past commits with the current policies; needs --verdicts",
  },
  {
    name: "cache",
    kind: text("FILE"),
    commands: ["history"],
    group: scope,
    help: "keep results in FILE; needs --verdicts",
    default: "a file in the git directory",
  },
  {
    name: "rule",
    kind: text("ID"),
    commands: ["history"],
    group: filter,
    help: "show only entries about one rule",
  },
  {
    name: "author",
    kind: text("TEXT"),
    commands: ["history"],
    group: filter,
    help: "show only commits whose author's name or address contains TEXT",
  },
  {
    name: "since",
    kind: date,
    commands: ["history"],
    group: filter,
    help: "show only entries from DATE on",
  },
  {
    name: "until",
    kind: date,
    commands: ["history"],
    group: filter,
    help: "show only entries up to DATE",
  },
  {
    name: "direction",
    kind: choice("WAY", ["loosened", "tightened"]),
    commands: ["history"],
    group: filter,
    help: "show only policy changes of one direction: loosened, tightened",
  },
] as const;
