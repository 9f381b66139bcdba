import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { emptyMatcher } from "../../src/repository/ignore-patterns.ts";
import { addFiles, isWindows, temporaryDirectory } from "../support/temporary.ts";

const patterns = [
  "a.yaml",
  "/a.yaml",
  "a/",
  "/a/",
  "a/b",
  "a/b/",
  "*.yaml",
  "a*",
  "*a*",
  "?.yaml",
  "[ab].yaml",
  "[!a].yaml",
  "[^a].yaml",
  "[a-c]*",
  "[]a].yaml",
  "[a",
  "**",
  "**/a.yaml",
  "a/**",
  "a/**/a.yaml",
  "/**/b",
  "**/a/**",
  "a**b.yaml",
  "a/*/a.yaml",
  "\\!a.yaml",
  "\\#a.yaml",
  "\\a.yaml",
  "a.yaml ",
  "a.yaml\\ ",
  "#a.yaml",
  "",
  "/",
  "//a",
  "[[:alpha:]].yaml",
  "[[:digit:]a].yaml",
  "a.yaml\\",
  "b\\/a.yaml",
  "[a-]b.yaml",
  "*.y*l",
  "a/b/..",
  "./a.yaml",
  "ä.yaml",
];
const names = ["a.yaml", "b.yaml", "ab.yaml", "a.yaml ", "!a.yaml", "#a.yaml", "].yaml", "c.json", "-b.yaml"];
const files = ["", "a/", "a/b/", "b/", "a/b/c/"].flatMap((folder) => names.map((name) => folder + name));

/** What git leaves out by some patterns. */
function ignoredByGit(root: string, lines: readonly string[]): string[] {
  addFiles(root, { ".git/info/exclude": `${lines.join("\n")}\n` });
  const kept = execFileSync("git", ["ls-files", "-z", "--others", "--exclude-standard"], {
    cwd: root,
    encoding: "utf8",
  });
  const listed = new Set(kept.split("\0"));
  return files.filter((file) => !listed.has(file));
}

const ignoredHere = (lines: readonly string[]): string[] => {
  const matcher = emptyMatcher.with({ source: "test", lines });
  return files.filter((file) => matcher.ignoredBy(file) !== undefined);
};

test.skipIf(isWindows)("each pattern matches the same files as in git, also after a pattern that it negates", () => {
  const root = temporaryDirectory(Object.fromEntries(files.map((file) => [file, ""])));
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  const different = patterns
    .flatMap((pattern) => [[pattern], ["*", `!${pattern}`], [pattern, "!a.yaml", "!b/"]])
    .flatMap((lines) => {
      const [here, there] = [ignoredHere(lines), ignoredByGit(root, lines)];
      return here.join("\n") === there.join("\n") ? [] : [{ lines, here, there }];
    });
  expect(different).toEqual([]);
});

test("the time for a pattern of many stars grows with its length only", () => {
  const name = "a".repeat(250);
  const lines = [
    `${"*a".repeat(120)}b`,
    `${"*a".repeat(50_000)}b`,
    "/".repeat(50_000),
    `x${" ".repeat(50_000)}`,
    `${"**/a/".repeat(10_000)}b`,
  ];
  const start = performance.now();
  const matcher = emptyMatcher.with({ source: "test", lines });
  for (let i = 0; i < 100; i++) expect(matcher.ignoredBy(`${"a/".repeat(50)}${name}${i}`)).toBeUndefined();
  expect(performance.now() - start).toBeLessThan(5000);
});
