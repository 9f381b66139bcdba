import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, examples, project, read, write } from "../../support/repository.ts";

const file = join(project, "docs/changing-policies.md");
const block = /^```(\w+)\n([^]*?)^```$/gm;

function git(root: string, ...args: string[]): string {
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
function session(root: string, body: string): string {
  let code: number | null = 0;
  const run = (line: string): string => {
    const [program, ...args] = words(line);
    if (line === "echo $?") return `${code}\n`;
    if (program === "git") return git(root, ...args);
    expect(program).toBe("caregate");
    const ran = cli(args, { cwd: root });
    ({ code } = ran);
    return ran.stdout;
  };
  const commands = body.split("\n").filter((line) => line.startsWith("$ "));
  expect(commands.length).toBeGreaterThan(0);
  return commands.map((command) => `${command}\n${run(command.slice(2))}`).join("");
}

// Run with -u, this writes what the commands print into the page.
test("every file, command and output of the page on changing policies is so", { timeout: 240_000 }, async () => {
  const root = examples();
  git(root, "init", "-q");
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "The examples");
  const page = readFileSync(file, "utf8");
  const done = page.replaceAll(block, (all, kind: string, body: string) => {
    if (kind === "console") return `\`\`\`console\n${session(root, body)}\`\`\``;
    const [, name = "", content = ""] = /^# (\S+)\n([^]*)$/.exec(body) ?? [];
    if (kind === "diff") patch(root, body);
    else write(root, { [name]: content });
    return all;
  });
  expect([...page.matchAll(block)].length).toBeGreaterThan(10);
  await expect(done).toMatchFileSnapshot(file);
});
