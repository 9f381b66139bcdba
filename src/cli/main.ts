import { UsageError } from "../util/errors.ts";
import { closestWord, quote } from "../util/text.ts";
import { version } from "../version.ts";
import { commandNames } from "./command.ts";
import { commands } from "./commands/index.ts";
import { describeFailure, exitCodes } from "./exit-code.ts";
import { commandUsage, programUsage } from "./usage.ts";

/** The option of every command that switches colours off. */
const NO_COLOR_OPTION = "--no-color";

function wantsColor(args: readonly string[]): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (args.includes(NO_COLOR_OPTION)) return false;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return process.stdout.isTTY && TERM !== "dumb";
}

/** True for terminals that are known to show links (OSC 8). */
function showsLinks(): boolean {
  const { TERM_PROGRAM, VTE_VERSION, WT_SESSION, KITTY_WINDOW_ID, CI } = process.env;
  if (!process.stdout.isTTY || CI !== undefined) return false;
  if (WT_SESSION !== undefined || KITTY_WINDOW_ID !== undefined) return true;
  return Number(VTE_VERSION ?? 0) >= 5000 || ["iTerm.app", "vscode", "WezTerm", "ghostty"].includes(TERM_PROGRAM ?? "");
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    throw new UsageError("the current folder is gone: change to one that is there");
  }
}

function unknownCommand(name: string): UsageError {
  const near = closestWord(name, commandNames);
  const hint = near === undefined ? "" : `: use \`${near}\``;
  return new UsageError(`unknown command ${quote(name)}${hint}\nlist commands: caregate --help`);
}

/** The arguments without the option of every command; what follows `--` are operands. */
function withoutColorOption(args: readonly string[]): string[] {
  const end = args.includes("--") ? args.indexOf("--") : args.length;
  return args.filter((one, i) => one !== NO_COLOR_OPTION || i > end);
}

async function dispatch(written: readonly string[], thread: URL): Promise<number> {
  const [first, ...args] = withoutColorOption(written);
  const write = (text: string): void => void process.stdout.write(text);
  if (first === undefined || first === "--help" || first === "-h" || first === "help") {
    write(programUsage());
    return first === undefined ? exitCodes.input : exitCodes.pass;
  }
  if (first === "--version" || first === "-v") {
    write(`${version}\n`);
    return exitCodes.pass;
  }
  const name = commandNames.find((one) => one === first);
  if (name === undefined) throw unknownCommand(first);
  const command = await commands[name]();
  if (args.includes("--help") || args.includes("-h")) {
    write(commandUsage(name, command.formats));
    return exitCodes.pass;
  }
  const today = new Date().toISOString().slice(0, 10);
  const warn = (text: string): void => void process.stderr.write(text);
  const input = process.stdin.isTTY ? process.stdin : undefined;
  return command.run(args, {
    cwd: currentFolder(),
    today,
    color: wantsColor(written),
    links: showsLinks(),
    thread,
    input,
    write,
    warn,
  });
}

/** The verdict stands although a reader closes the pipe early; a full disk leaves no report at all. */
function watchStreams(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`caregate: cannot write to standard output: ${error.message}\n`);
    process.exit(exitCodes.input);
  });
  // Without standard error the exit code has to do.
  process.stderr.on("error", () => undefined);
}

/**
 * Runs the command that the arguments name, and sets the exit code of the process.
 * @param thread program of a worker thread
 */
export async function main(args: readonly string[], thread: URL): Promise<void> {
  watchStreams();
  try {
    process.exitCode = await dispatch(args, thread);
  } catch (error) {
    const { code, message } = describeFailure(error);
    process.stderr.write(`caregate: ${message}\n`);
    process.exitCode = code;
  }
}
