import { quote } from "../../util/text.ts";

/** Git cannot do what was asked, although there is a repository. */
export class GitError extends Error {
  override name = "GitError";
}

/** The reason that git gives for a failure, or the system's reason why git cannot be started. */
export function describeGitFailure(code: string | undefined, stderr: Buffer | undefined): string {
  if (code === "ENOENT") return "git is not on the PATH";
  if (code === "ETIMEDOUT") return "git takes too long, which is no pass: run it once more, or look for what slows it";
  const lines = stderr?.toString("utf8").split("\n") ?? [];
  // Hints and warnings may stand before the cause.
  const cause =
    lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines.find((line) => !/^(?:hint|warning):|^$/.test(line));
  const message = (cause ?? "").replace(/^(?:fatal|error): /, "");
  if (message !== "") return `git says ${quote(message)}`;
  return `git failed${code === undefined ? "" : `, the system says ${code}`}`;
}
