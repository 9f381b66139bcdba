import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandHelp } from "../../../src/cli/command-help.ts";
import { type CommandName, type Io, commandNames } from "../../../src/cli/command.ts";
import { commands } from "../../../src/cli/commands/index.ts";
import { optionsOf } from "../../../src/cli/options.ts";
import { parseOptions } from "../../../src/cli/parse-options.ts";
import { cliReference } from "../../../src/cli/reference.ts";
import { commandUsage, writtenOption } from "../../../src/cli/usage.ts";
import { cli, lowRisk, project, repository } from "../../support/repository.ts";

const io: Io = { cwd: "/", today: "2026-11-22", color: false, write: () => undefined, warn: () => undefined };

test.each([[], ...commandNames.map((name) => [name])])("the help of `caregate %s` fits a terminal", (...args) => {
  const { code, stdout, stderr } = cli([...args, "--help"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = stdout.split("\n");
  // `init` has an option for every question.
  expect(lines.length).toBeLessThanOrEqual(args[0] === "init" ? 51 : 44);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  expect(stdout).toMatch(/\nexit codes: 0 .*2 not completed/);
});

test("the help lists every command once, under the reader who needs it", () => {
  const { stdout } = cli(["--help"]);
  const listed = [...stdout.matchAll(/^ {2}([a-z]+) .*$/gm)].map((match) => match[1]);
  expect(listed).toEqual([...commandNames]);
  expect(stdout.match(/^(?:engineer|governance|auditor): .+$/gm)).toHaveLength(3);
  const headings = stdout.indexOf("governance:");
  expect(stdout.indexOf("  check ")).toBeLessThan(headings);
  expect(stdout.indexOf("  diff ")).toBeGreaterThan(headings);
});

test("the help of a command names each of its options and formats", async () => {
  for (const name of commandNames) {
    const { formats } = await commands[name]();
    const help = commandUsage(name, formats);
    for (const option of optionsOf(name)) expect(help).toContain(`  ${writtenOption(option)} `);
    expect(help.replaceAll(/\s+/g, " ")).toContain(formats.join(", "));
    expect(help).not.toContain("{formats}");
  }
});

test("the reference page has every command with each of its options and formats", async () => {
  const entries = commandNames.map(async (name) => [name, (await commands[name]()).formats] as const);
  const formats = Object.fromEntries(await Promise.all(entries)) as Record<CommandName, readonly string[]>;
  const page = cliReference(formats);
  const sections = page.split("\n## ").slice(1);
  expect(sections.map((section) => section.split("\n")[0])).toEqual(commandNames.map((name) => `caregate ${name}`));
  for (const [i, name] of commandNames.entries()) {
    for (const option of optionsOf(name)) expect(sections[i]).toContain(`| \`${writtenOption(option)}\` |`);
    for (const format of formats[name]) expect(sections[i]).toContain(format);
    expect(page).toContain(`](#caregate-${name})`);
  }
});

test("the examples of the help can be run", async () => {
  const rules = JSON.parse(cli(["rules", "--format", "json"]).stdout) as { id: string }[];
  for (const name of commandNames)
    for (const [line] of commandHelp[name].examples) {
      const [command, ...args] = line.split(" ");
      expect(command).toBe(name);
      const { formats } = await commands[name]();
      const { operands } = parseOptions(name, args, io, formats);
      const [operand = ""] = operands;
      if (operand.includes("/able-")) expect(rules.map(({ id }) => id)).toContain(operand);
    }
});

test("without arguments the help is shown, and the exit code says that nothing was done", () => {
  const { code, stdout } = cli([]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/usage: caregate COMMAND/);
});

test.each([
  [["chek"], "caregate: unknown command `chek`: use `check`\nlist commands: caregate --help\n"],
  [["frobnicate"], "caregate: unknown command `frobnicate`\nlist commands: caregate --help\n"],
  [["constructor"], "caregate: unknown command `constructor`\nlist commands: caregate --help\n"],
  [
    ["check", "--fromat", "json"],
    "caregate: unknown option `--fromat`: use `--format`\nlist options: caregate check --help\n",
  ],
  [["rules", "-x"], "caregate: unknown option `-x`\nlist options: caregate rules --help\n"],
  [["check", "--as-of", "2026-02-30"], "caregate: --as-of takes a date as YYYY-MM-DD, not `2026-02-30`\n"],
  [["check", "--fail-on", "hgih"], "caregate: --fail-on takes one of critical, high, medium, low, never, not `hgih`\n"],
  [["lint", "--format", "xml"], "caregate: --format takes one of console, json, not `xml`\n"],
  [["check", "--threads", "0"], "caregate: --threads takes a number from 1 to 999, not `0`\n"],
  [["check", "--all=yes"], "caregate: --all takes no value, not `yes`\n"],
  [["check", "--output"], "caregate: --output takes a value (FILE)\n"],
  [["check", "--output", "--all"], "caregate: --output takes a value (FILE)\n"],
  [["rules", "--severity", "hgih"], "caregate: --severity takes one of critical, high, medium, low, not `hgih`\n"],
] as const)("%j is an error of use, without the whole help", (args, message) => {
  expect(cli(args)).toEqual({ code: 2, stdout: "", stderr: message });
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
