import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import type { Command } from "../../src/cli/command.ts";
import { diffCommand } from "../../src/cli/commands/diff.ts";
import { testCommand } from "../../src/cli/commands/test.ts";
import { invoke } from "../support/invoke.ts";
import { commitAll, examples, git, read, write } from "../support/repository.ts";

/** Takes away the rest of a line. */
const REST = "\u001B[K";
const POLICY = ".caregate/policies/local.yaml";
const isTTY = Object.getOwnPropertyDescriptor(process.stderr, "isTTY");
let told: string[] = [];

/** Says whether someone watches, and how much later it is at each look at the clock. */
function watched(terminal: boolean, milliseconds: number): void {
  Object.defineProperty(process.stderr, "isTTY", { value: terminal, configurable: true });
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => (now += milliseconds));
}

beforeEach(() => {
  told = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => told.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  if (isTTY) Object.defineProperty(process.stderr, "isTTY", isTTY);
  else Reflect.deleteProperty(process.stderr, "isTTY");
});

/** The example repository with a rule changed since its last commit. */
function changedExamples(): string {
  const root = examples();
  git(root, "init", "--quiet");
  commitAll(root, "all");
  write(root, { [POLICY]: read(root, POLICY).replace("[pilot, production]", "[production]") });
  return root;
}

const commands: [string, Command, string[], RegExp][] = [
  ["check", checkCommand, ["deploy"], /^\rfiles: [3-8] of 8$/],
  ["check of a change", checkCommand, ["deploy", "--base", "HEAD"], /^\rfiles: [1-8] of 8$/],
  ["diff", diffCommand, [], /^\rfiles: \d+ of \d+$/],
  ["test", testCommand, [], /^\rtests: \d+ of \d+$/],
];

test.each(commands)("%s shows its progress after one second and removes it at the end", async (...given) => {
  const [, command, args, line] = given;
  watched(true, 400);
  const { stdout } = await invoke(command, args, changedExamples());
  const last = told.pop();
  expect(last).toBe(`\r${REST}`);
  expect(told.length).toBeGreaterThan(1);
  for (const text of told) {
    expect(text.endsWith(REST)).toBe(true);
    expect(text.slice(0, -REST.length)).toMatch(line);
  }
  expect(stdout).not.toContain("\r");
});

test.each(commands)(
  "%s shows no progress without a terminal, and none within the first second",
  async (_, command, args) => {
    const root = changedExamples();
    watched(false, 400);
    await invoke(command, args, root);
    watched(true, 0.001);
    await invoke(command, args, root);
    expect(told).toEqual([]);
  },
);
