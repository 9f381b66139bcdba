import { expect, test } from "vitest";
import { type Io, commandNames } from "../../src/cli/command.ts";
import { options, optionsOf } from "../../src/cli/options.ts";
import { camelCase, kebabCase, parseOptions } from "../../src/cli/parse-options.ts";
import { listQuestions, manifestQuestions } from "../../src/engine/init.ts";

const io: Io = { cwd: "/", today: "2026-11-22", color: false, write: () => undefined, warn: () => undefined };

test("a command has each option once", () => {
  for (const command of commandNames) {
    const names = optionsOf(command).map(({ name }) => name);
    expect(new Set(names).size, command).toBe(names.length);
  }
});

test("the help of an option starts with a verb and has no full stop", () => {
  for (const { help } of options) expect(help).toMatch(/^[a-z]+ .*[^.]$/);
});

test("values come by their names in camel case, with defaults", () => {
  expect(parseOptions("check", ["--fail-on", "high", "a", "b"], io, ["console", "json"])).toEqual({
    options: expect.objectContaining({ failOn: "high", asOf: "2026-11-22", format: "console", all: false }),
    given: new Set(["failOn"]),
    operands: ["a", "b"],
  });
  expect(parseOptions("check", ["--shard", "2/3"], io, ["console"]).options.shard).toEqual({ index: 2, count: 3 });
});

test("the last of several values of an option counts, and `--` ends the options", () => {
  const { options: read, operands } = parseOptions("test", ["--rule", "a", "--rule=b", "--", "--mutate"], io, []);
  expect(read.rule).toBe("b");
  expect(read.mutate).toBe(false);
  expect(operands).toEqual(["--mutate"]);
});

test("an option of another command is unknown", () => {
  expect(() => parseOptions("explain", ["--format", "json"], io)).toThrow(/unknown option `--format`/);
  expect(() => parseOptions("verify", ["--as-of", "2026-01-01"], io)).toThrow(/list options: caregate verify --help/);
});

test("`init` has an option for each question, and lists for those with several answers", async () => {
  const answers = optionsOf("init").filter(({ group }) => group.startsWith("About"));
  const keys = (await manifestQuestions()).map(({ key }) => key);
  expect(answers.map(({ name }) => camelCase(name)).toSorted()).toEqual(keys.toSorted());
  const args = answers.flatMap(({ name }) => [`--${name}`, "a, b"]);
  const { options: read } = parseOptions("init", args, io);
  for (const key of keys) expect(Array.isArray(read[key]), key).toBe(listQuestions.some((one) => one === key));
  for (const key of keys) expect(camelCase(kebabCase(key))).toBe(key);
});
