import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { mergeCommand } from "../../src/cli/commands/merge.ts";
import { testCommand } from "../../src/cli/commands/test.ts";
import { answering, governed, policy, silent } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { commitAll, repository, temporaryFolder, write } from "../support/repository.ts";

const FOLDER = "services/ai";
const below = (files: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${FOLDER}/${file}`, text]));

const files = {
  ...governed,
  "deploy/a.yaml": answering(100),
  "deploy/b.yaml": silent("b"),
  "deploy/c.yaml": "apiVersion: caregate/v1\nkind: AIDeployment\nmetadata: [\n",
};

/** The files that a text of a format names. */
const namedIn = (format: string, text: string): string[] =>
  [...new Set(text.match(/[\w/.]*deploy\/[abc]\.yaml/g))].map((name) => `${format} ${name}`).toSorted();

const formats = ["sarif", "gitlab", "junit", "csv", "markdown"];
const wanted = (format: string, folder: string): string[] =>
  ["a", "b", "c"].map((name) => `${format} ${folder}deploy/${name}.yaml`);

describe("files are named from the top of the repository", () => {
  const root = (): string => {
    const top = repository(below(files));
    commitAll(top, "one");
    return top;
  };

  test.each(formats)("in %s, wherever the command is started, on the disk and in a commit", async (format) => {
    const top = root();
    for (const [cwd, ...args] of [
      [top, FOLDER],
      [join(top, FOLDER), "."],
      [join(top, FOLDER, "deploy"), "..", "--ref", "HEAD"],
    ] as const) {
      const { stdout: text } = await invoke(checkCommand, [...args, "--format", format], cwd);
      expect(namedIn(format, text)).toEqual(wanted(format, `${FOLDER}/`));
    }
  });

  test("in what shards are merged to", async () => {
    const top = root();
    for (const part of [1, 2])
      await invoke(checkCommand, [FOLDER, "--shard", `${part}/2`, "--output", `${part}.json`], top);
    const merged = await invoke(mergeCommand, ["1.json", "2.json", "--format", "sarif"], top);
    expect(merged.stdout).toBe((await invoke(checkCommand, [FOLDER, "--format", "sarif"], top)).stdout);
  });

  test("in the results of policy tests as JUnit", async () => {
    const tested = `${policy}    tests:\n      - { name: silent about the time, expect: pass, given: { spec.stage: pilot } }\n`;
    const top = repository(below({ ...files, ".caregate/policies/local.yaml": tested }));
    const { stdout: text } = await invoke(testCommand, ["--format", "junit"], join(top, FOLDER));
    const named = [...text.matchAll(/file="([^"]*)"/g)].map(([, file]) => file);
    expect(new Set(named)).toEqual(new Set([`${FOLDER}/.caregate/policies/local.yaml`]));
  });

  test("and from the root where there is no git", async () => {
    const plain = temporaryFolder();
    write(plain, files);
    mkdirSync(join(plain, "empty"));
    const { stdout: text } = await invoke(checkCommand, [".", "--format", "gitlab"], plain);
    expect(namedIn("gitlab", text)).toEqual(wanted("gitlab", ""));
  });

  test("while a terminal is shown the way from where it is", async () => {
    const { stdout: text } = await invoke(checkCommand, ["."], join(root(), FOLDER, "deploy"));
    expect(text).toContain("--> ../deploy/a.yaml:19");
    expect(readFileSync(join(root(), FOLDER, "deploy/a.yaml"), "utf8")).toBe(files["deploy/a.yaml"]);
  });
});
