import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, lowRisk, project, repository } from "../../support/repository.ts";

test("help fits on one screen", () => {
  for (const args of [
    ["--help"],
    ["check", "--help"],
    ["merge", "--help"],
    ["rules", "--help"],
    ["test", "--help"],
    ["lint", "--help"],
  ]) {
    const { code, stdout } = cli(args);
    expect(code).toBe(0);
    const lines = stdout.split("\n");
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  }
});

test.each([
  [[], /usage: caregate/, "stdout"],
  [["chekc"], /did you mean `check`\?/, "stderr"],
  [["check", "--as-of", "2026-02-30"], /--as-of takes a date/, "stderr"],
  [["check", "--fail-on", "hgih"], /--fail-on takes one of critical, high, medium, low, never/, "stderr"],
  [["check", "--format", "xml"], /--format takes one of console, json, sarif, junit, gitlab, markdown, html/, "stderr"],
  [["check", "--nonsense"], /--nonsense/, "stderr"],
] as const)("%j is a usage error", (args, says, stream) => {
  const ran = cli(args);
  expect(ran.code).toBe(2);
  expect(ran[stream]).toMatch(says);
  expect(ran.stderr).not.toMatch(/\n\s+at /);
});

test("prints its version", () => {
  expect(cli(["--version"])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

test("color is for terminals, and as NO_COLOR and FORCE_COLOR say", () => {
  const root = repository({ "a.yaml": lowRisk });
  const colored = (env: Record<string, string>) => cli(["check", "."], { cwd: root, env }).stdout.includes("\u001B[");
  expect(colored({})).toBe(false);
  expect(colored({ FORCE_COLOR: "1" })).toBe(true);
  expect(colored({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(false);
});

test("text from the repository cannot control the terminal", () => {
  const hostile = lowRisk
    .replace("name: Kim Example", 'name: "\\e[2Jgone \\u202Etxt"')
    .replace("function: operations", "function: diagnosis");
  const root = repository({ "a.yaml": hostile, "b\u001B[31m.yaml": `${lowRisk}  [` });
  const { stdout } = cli(["check", "."], { cwd: root });
  for (const character of ["\u001B", "\u202E"]) expect(stdout).not.toContain(character);
});

test("--fail-on moves the gate, and never opens it for bad input", () => {
  const failing = lowRisk.replace("  data: { categories: [operational] }", "  data: { categories: [phi] }");
  const root = repository({ "a.yaml": failing });
  expect(cli(["check", ".", "--fail-on", "critical"], { cwd: root }).code).toBe(1);
  expect(cli(["check", ".", "--fail-on", "never"], { cwd: root }).code).toBe(0);
  const broken = repository({ "a.yaml": `${lowRisk}  [` });
  expect(cli(["check", ".", "--fail-on", "never"], { cwd: broken }).code).toBe(2);
});

test("a reader that closes the pipe early changes nothing", () => {
  const cliFile = join(project, "dist/cli.js");
  const script = `"${process.execPath}" "${cliFile}" check examples --as-of 2026-11-22 --all --format json; echo "code $?" >&2`;
  const { stderr } = spawnSync("bash", ["-c", `{ ${script}; } | head -c 10`], { cwd: project, encoding: "utf8" });
  expect(stderr.trim()).toBe("code 1");
});
