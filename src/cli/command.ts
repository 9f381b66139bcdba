/** Names of the commands, in the order of the help. */
export const commandNames = [
  "init",
  "ask",
  "check",
  "fix",
  "pin",
  "rules",
  "explain",
  "test",
  "lint",
  "policy",
  "schemas",
  "vendor",
  "diff",
  "history",
  "register",
  "verify",
  "merge",
  "completion",
] as const;

export type CommandName = (typeof commandNames)[number];

/** The part of the process that a command may use. */
export interface Io {
  readonly cwd: string;
  /** ISO date of today in UTC. */
  readonly today: string;
  readonly color: boolean;
  /** True for a terminal that shows links. */
  readonly links?: boolean;
  /** Program of a worker thread; without one, a command uses a single thread. */
  readonly thread?: URL;
  /** Where answers come from; absent where nobody answers. */
  readonly input?: NodeJS.ReadableStream | undefined;
  /** Writes to standard output. */
  readonly write: (text: string) => void;
  /** Writes to standard error. */
  readonly warn: (text: string) => void;
}

export interface Command {
  /** Values of `--format`; empty for a command that has one form of output. */
  readonly formats: readonly string[];
  /**
   * Runs the command.
   * @returns the exit code
   * @throws UsageError when the request cannot be carried out
   */
  run(args: readonly string[], io: Io): Promise<number>;
}
