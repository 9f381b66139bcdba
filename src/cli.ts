#!/usr/bin/env node
import { UsageError, exitCodes } from "./cli/command.ts";
import { tuneForStartup } from "./cli/v8-flags.ts";
import { commands, help } from "./cli/commands/index.ts";
import { freezePrototypes } from "./util/prototypes.ts";
import { didYouMean } from "./util/text.ts";
import { version } from "./version.ts";

/** What the system says when it has no room left, or nothing to work with: not our mistake. */
const ofTheSystem = ["EACCES", "EDQUOT", "EFBIG", "EIO", "EMFILE", "ENFILE", "ENOMEM", "ENOSPC", "EPERM", "EROFS"];

/** Errors that tell a user what to mend: our own, those of the argument parser, and those of the system. */
function isForUser(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const code = String((error as NodeJS.ErrnoException).code);
  const named = error.name === "UsageError" || error.name === "GitError";
  return named || code.startsWith("ERR_PARSE_ARGS") || ofTheSystem.includes(code);
}

function wantsColor(): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return process.stdout.isTTY && TERM !== "dumb";
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError("the current folder is gone: change to one that is there");
  }
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(help);
    return name === undefined ? exitCodes.input : exitCodes.pass;
  }
  if (name === "--version" || name === "-v") {
    process.stdout.write(`${version}\n`);
    return exitCodes.pass;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    process.stderr.write(
      `caregate: there is no command \`${name}\`${didYouMean(name, Object.keys(commands))}\n\n${help}`,
    );
    return exitCodes.input;
  }
  const command = await load();
  if (rest.includes("--help") || rest.includes("-h")) {
    process.stdout.write(command.usage);
    return exitCodes.pass;
  }
  return command.run(rest, {
    cwd: currentFolder(),
    today: new Date().toISOString().slice(0, 10),
    color: wantsColor(),
    thread: new URL("worker.js", import.meta.url),
    write: (text) => void process.stdout.write(text),
  });
}

// A reader that closes the pipe early has seen enough; the verdict stands. A report that found no room is none.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") return;
  process.stderr.write(`caregate: cannot write to standard output: ${error.message}\n`);
  process.exit(exitCodes.input);
});
// Where nobody can be told, the exit code tells.
process.stderr.on("error", () => undefined);

try {
  freezePrototypes();
  tuneForStartup();
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (isForUser(error)) {
    process.stderr.write(`caregate: ${error.message}\n`);
    process.exitCode = exitCodes.input;
  } else {
    process.stderr.write(
      `caregate: internal error, please report it: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = exitCodes.internal;
  }
}
