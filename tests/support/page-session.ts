import { execFileSync } from "node:child_process";
import { expect } from "vitest";
import { type Ran, read, write } from "./repository.ts";

/** A fenced block of a page, with its kind and its body. */
export const block = /^```(\w+)\n([^]*?)^```$/gm;

/** Runs git as the author of a page. */
export function pageGit(root: string, ...args: readonly string[]): string {
  const who = ["-c", "user.name=Alex Example", "-c", "user.email=alex@lakeshore.example"];
  return execFileSync("git", [...who, ...args], { cwd: root }).toString();
}

/** The words of a command line, quotes taken off. */
const words = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? "");

/** Puts new lines in the place of old ones, which stand there once. */
function patch(root: string, body: string): void {
  const [head = "", ...lines] = body.trimEnd().split("\n");
  const marked = (mark: string): string =>
    lines.flatMap((line) => (line.startsWith(mark) ? [`${line.slice(1)}\n`] : [])).join("");
  const name = head.replace(/^--- /, "");
  const parts = read(root, name).split(marked("-"));
  expect(parts).toHaveLength(2);
  write(root, { [name]: parts.join(marked("+")) });
}

/** What commands print, as a page shows it. */
function session(root: string, body: string, caregate: (args: readonly string[]) => Ran): string {
  let code: number | null = 0;
  const run = (line: string): string => {
    const [program, ...args] = words(line);
    if (line === "echo $?") return `${code}\n`;
    if (program === "git") return pageGit(root, ...args);
    expect(program).toBe("caregate");
    const ran = caregate(args);
    ({ code } = ran);
    return ran.stdout;
  };
  const commands = body.split("\n").filter((line) => line.startsWith("$ "));
  expect(commands.length).toBeGreaterThan(0);
  return commands.map((command) => `${command}\n${run(command.slice(2))}`).join("");
}

/**
 * Does what a page says, in its order: writes its files, makes its changes and runs its commands.
 * @param caregate runs the command line
 * @returns the page with what the commands print now
 */
export function replay(root: string, page: string, caregate: (args: readonly string[]) => Ran): string {
  return page.replaceAll(block, (all, kind: string, body: string) => {
    if (kind === "console") return `\`\`\`console\n${session(root, body, caregate)}\`\`\``;
    const [, name = "", content = ""] = /^# (\S+)\n([^]*)$/.exec(body) ?? [];
    if (kind === "diff") patch(root, body);
    else write(root, { [name]: content });
    return all;
  });
}
