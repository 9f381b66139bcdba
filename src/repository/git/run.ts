import { execFileSync, spawnSync } from "node:child_process";
import { GitError, describeGitFailure } from "./error.ts";

/** Bytes that decode themselves: a Buffer, without its type, which the declarations of the package must not need. */
export type GitOutput = Uint8Array & { toString(encoding?: "utf8" | "latin1"): string };

export interface GitCall {
  readonly input?: string;
  /** After this time git is ended, which is a failure (default: 120). */
  readonly seconds?: number;
  /** Where git starts instead, as an absolute path. */
  readonly cwd?: string;
  /** Variables beside those that every call has. */
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Runs git in a repository and returns its output.
 * @throws GitError when git fails or takes too long
 */
export type RunGit = (args: readonly string[], options?: GitCall) => GitOutput;

/** Bytes of output: enough for the list of a million files. */
const MAX_OUTPUT = 512 * 1024 * 1024;
/** No repository that is in order takes longer, and a hostile one does not get longer. */
const SECONDS = 120;

/** Nothing that the repository configures is executed, and no advice stands before the cause of a failure. */
const safeOptions = ["core.hooksPath=/dev/null", "core.fsmonitor=false", "advice.graftFileDeprecated=false"].flatMap(
  (setting) => ["-c", setting],
);

/**
 * Variables that git sets for its hooks, or that change what a path of ours means. They point to the repository of the
 * command that started the hook, which is another one where a hook looks at a second checkout.
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
  // The name of a commit stands for that commit: git must not replace it by another.
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_GRAFT_FILE: "/dev/null",
  // What a partial clone lacks is fetched at once or not at all, never object by object.
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
  if (!error && stderr.includes("not a git repository")) return `${root} is in no git repository`;
  return `the history of ${root} cannot be read: ${describeGitFailure(error?.code, stderr)}`;
}
