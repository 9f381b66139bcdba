import { Readable } from "node:stream";
import type { Command } from "../../src/cli/command.ts";
import { exitCodes } from "../../src/cli/exit-code.ts";
import { UsageError } from "../../src/util/errors.ts";

/** Runs a command within this process, which takes less time than a new one. */
export async function invoke(
  command: Command,
  args: readonly string[],
  cwd: string,
  /** Lines that a person types. */
  lines?: readonly string[],
): Promise<{ code: number; stdout: string; stderr: string }> {
  let stdout = "";
  let stderr = "";
  const io = {
    cwd,
    today: "2026-11-22",
    color: false,
    ...(lines ? { input: Readable.from(lines.map((line) => `${line}\n`)) } : {}),
    write: (text: string) => void (stdout += text),
    warn: (text: string) => void (stderr += text),
  };
  try {
    const code = await command.run([...args], io);
    return { code, stdout, stderr };
  } catch (error) {
    const { code = "", message } = error as NodeJS.ErrnoException;
    if (!(error instanceof UsageError) && !code.startsWith("ERR_PARSE_ARGS")) throw error;
    return { code: exitCodes.input, stdout, stderr: message };
  }
}
