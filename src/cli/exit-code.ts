import { type Diagnostic } from "../model/diagnostic.ts";
import type { Report } from "../model/finding.ts";
import { UsageError } from "../util/errors.ts";

export const exitCodes = { pass: 0, fail: 1, input: 2, internal: 3 } as const;

/** Exit code of a check; a fault of caregate itself outranks the verdict. */
export function exitCodeOf({ verdict, diagnostics }: Pick<Report, "verdict" | "diagnostics">): number {
  if (diagnostics.some(({ code }) => code.startsWith("internal/"))) return exitCodes.internal;
  return { pass: exitCodes.pass, fail: exitCodes.fail, error: exitCodes.input }[verdict];
}

/** Exit code of a command that reads policies: bad input outranks a negative result. */
export function exitCodeFor(diagnostics: readonly Diagnostic[], good: boolean): number {
  if (diagnostics.some(({ severity }) => severity === "error")) return exitCodes.input;
  return good ? exitCodes.pass : exitCodes.fail;
}

/** System errors that the user can fix: no room, no right, too many files. They are no fault of caregate. */
const systemErrors = ["EACCES", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOMEM", "ENOSPC", "EPERM", "EROFS"];

/** The exit code and the message for standard error of a command that threw. */
export function describeFailure(error: unknown): { code: number; message: string } {
  if (!(error instanceof Error)) return internal(String(error));
  const { code } = error as NodeJS.ErrnoException;
  const isForUser = error instanceof UsageError || error.name === "GitError" || systemErrors.includes(String(code));
  return isForUser ? { code: exitCodes.input, message: error.message } : internal(error.stack ?? error.message);
}

const internal = (details: string): { code: number; message: string } => ({
  code: exitCodes.internal,
  message: `internal error, please report it: ${details}`,
});
