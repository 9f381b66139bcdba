import { date, days } from "./option-kinds.ts";

/** The options of `register` that no other command has. */
export const registerOptions = [
  {
    name: "at",
    kind: date,
    commands: ["register"],
    group: "What to list",
    help: "list the last commit of HEAD on or before DATE, as of DATE",
    default: "the working tree, today, UTC",
  },
  {
    name: "due",
    kind: days,
    commands: ["register"],
    group: "What to list",
    help: "list the dates that fall due within N days, and those that have passed",
    default: "90",
  },
] as const;
