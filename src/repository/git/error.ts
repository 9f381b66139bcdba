import { quote } from "../../util/text.ts";

/** Git cannot do what was asked, although there is a repository. */
export class GitError extends Error {
  override name = "GitError";
}

/** The first reason that git gives for a failure, or the system's reason why git cannot be started. */
export function describeGitFailure(code: string | undefined, stderr: Buffer | undefined): string {
  if (code === "ENOENT") return "git is not on the PATH";
  const [first = ""] = stderr?.toString("utf8").split("\n") ?? [];
  const message = first.replace(/^(?:fatal|error): /, "");
  if (message !== "") return `git says ${quote(message)}`;
  return `git failed${code === undefined ? "" : `, the system says ${code}`}`;
}
