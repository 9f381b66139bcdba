import { execFileSync, spawnSync } from "node:child_process";
import { GitError, describeGitFailure } from "./error.ts";

/** Bytes that decode themselves: a Buffer, without its type, which the declarations of the package must not need. */
export type GitOutput = Uint8Array & { toString(encoding?: "utf8" | "latin1"): string };

/**
 * Runs git in a repository and returns its output.
 * @throws GitError when git fails
 */
export type RunGit = (
  args: readonly string[],
  options?: { readonly input?: string; readonly seconds?: number },
) => GitOutput;

/** Bytes of output: enough for the list of a million files. */
const MAX_OUTPUT = 512 * 1024 * 1024;

/** Nothing that the repository configures is executed. */
const safeOptions = ["-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"];

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
  // The name of a commit stands for that commit: git must not replace it by another.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
});

/** @param root absolute path of a folder of the repository */
export function createGitRunner(root: string): RunGit {
  return (args, { input, seconds } = {}) => {
    try {
      return execFileSync("git", [...safeOptions, ...args], {
        cwd: root,
        env: environment(),
        stdio: "pipe",
        maxBuffer: MAX_OUTPUT,
        ...(input === undefined ? {} : { input }),
        ...(seconds === undefined ? {} : { timeout: seconds * 1000, killSignal: "SIGKILL" }),
      });
    } catch (error) {
      const { code, stderr } = error as { readonly code?: string; readonly stderr?: Buffer };
      throw new GitError(`the history of ${root} cannot be read: ${describeGitFailure(code, stderr)}`);
    }
  };
}

/** The output of git as text, or undefined when git fails. */
export function tryGit(git: RunGit, args: readonly string[], seconds?: number): string | undefined {
  try {
    return git(args, seconds === undefined ? {} : { seconds }).toString("utf8");
  } catch {
    return undefined;
  }
}

/** The lines of output that are not empty; none when git fails. */
export function gitLines(git: RunGit, ...args: string[]): string[] {
  return (tryGit(git, args) ?? "").split("\n").filter((line) => line !== "");
}

/** The reason why a folder has no git repository that can be opened, as a message. */
export function explainMissingRepository(root: string): string {
  const { error, stderr }: { readonly error?: NodeJS.ErrnoException; readonly stderr: Buffer } = spawnSync(
    "git",
    [...safeOptions, "rev-parse", "--show-prefix"],
    {
      cwd: root,
      env: environment(),
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  if (!error && stderr.includes("not a git repository")) return `${root} is in no git repository`;
  return `the history of ${root} cannot be read: ${describeGitFailure(error?.code, stderr)}`;
}
