import { quote } from "../../util/text.ts";

/** Thrown if a git command fails in an existing repository. */
export class GitError extends Error {
  override name = "GitError";
}

/** Describes a failure by the message of git, or by the reason why git cannot be started. */
export function describeGitFailure(code: string | undefined, stderr: Buffer | undefined): string {
  if (code === "ENOENT") return "git is not on the PATH";
  if (code === "ETIMEDOUT") return "git takes too long: run the command again";
  const lines = stderr?.toString("utf8").split("\n") ?? [];
  // Hints and warnings can precede the cause.
  const cause =
    lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines.find((line) => !/^(?:hint|warning):|^$/.test(line));
  const message = (cause ?? "").replace(/^(?:fatal|error): /, "");
  if (message !== "") return `git reports ${quote(message)}`;
  return `git failed${code === undefined ? "" : `, the system reports ${code}`}`;
}
