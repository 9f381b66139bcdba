/** What a command may touch of the world around it. */
export interface Io {
  readonly cwd: string;
  /** Today's date in UTC, as an ISO date. */
  readonly today: string;
  readonly color: boolean;
  /** The program of a thread beside the command; without one, the command does all by itself. */
  readonly thread?: URL;
  /** Writes to standard output. */
  write(text: string): void;
}

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly usage: string;
  /** Runs the command and gives its exit code. */
  run(args: string[], io: Io): Promise<number>;
}

export const exitCodes = { pass: 0, fail: 1, input: 2, internal: 3 } as const;

export { UsageError } from "../util/errors.ts";
