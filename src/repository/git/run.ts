import { execFileSync, spawnSync } from "node:child_process";
import { GitError, describeGitFailure } from "./error.ts";

/** A Buffer without that type: the type declarations of the package must not need those of Node. */
export type GitOutput = Uint8Array & { toString(encoding?: "utf8" | "latin1"): string };

export interface GitCall {
  readonly input?: string;
  /** Time after which git is killed and the call fails (default: 120). */
  readonly seconds?: number;
  /** Absolute path of the folder where git starts (default: the root). */
  readonly cwd?: string;
  /** Additional environment variables. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs git in a repository and returns its output.
 * @throws GitError when git fails or takes too long
 */
export type RunGit = (args: readonly string[], options?: GitCall) => GitOutput;

/** Limit of the output in bytes: enough for the list of a million files. */
const MAX_OUTPUT = 512 * 1024 * 1024;
/** Default time limit: enough for any valid repository, and a limit for hostile ones. */
const SECONDS = 120;

/** Prevents programs that the repository configures, and advice before the cause of a failure. */
const safeOptions = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "advice.graftFileDeprecated=false"].flatMap(
  (setting) => ["-c", setting],
);

/**
 * Variables that git sets for its hooks, or that change the meaning of paths. They point to the repository of the command
 * that started the hook. A hook may check another one.
 */
const misleading =
  /^GIT_(?:DIR|WORK_TREE|COMMON_DIR|PREFIX|INDEX_FILE|IMPLICIT_WORK_TREE|ATTR_SOURCE|(?:LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;

const kept = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !misleading.test(name)));

const environment = (): NodeJS.ProcessEnv => ({
  ...kept(),
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  LC_ALL: "C",
  // Git must not replace a commit by another one.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  // Objects that a partial clone lacks are fetched together or not at all, never one by one.
  GIT_NO_LAZY_FETCH: "1",
});

/** @param root absolute path of a folder of the repository */
export function createGitRunner(root: string): RunGit {
  return (args, { input, seconds = SECONDS, cwd = root, env = {} } = {}) => {
    try {
      return execFileSync("git", [...safeOptions, ...args], {
        cwd,
        env: { ...environment(), ...env },
        stdio: "pipe",
        maxBuffer: MAX_OUTPUT,
        ...(input === undefined ? {} : { input }),
        timeout: seconds * 1000,
        killSignal: "SIGKILL",
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
      timeout: SECONDS * 1000,
    },
  );
  if (!error && stderr.includes("not a git repository")) return `${root} is not in a git repository`;
  return `the history of ${root} cannot be read: ${describeGitFailure(error?.code, stderr)}`;
}
