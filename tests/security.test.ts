// SECURITY.md says which test tries each threat; those that no other file tries are tried here.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../src/cli/commands/check.ts";
import { diffCommand } from "../src/cli/commands/diff.ts";
import { historyCommand } from "../src/cli/commands/history.ts";
import { answering, governed } from "./support/governed-repository.ts";
import { invoke } from "./support/invoke.ts";
import { commitAll, git, project, read, repository, temporaryFolder, write } from "./support/repository.ts";

interface Threat {
  readonly threat: string;
  readonly tests: readonly { readonly file: string; readonly names: readonly string[] }[];
}

/** The rows of the tables of threats. */
function threatsIn(text: string): Threat[] {
  const section = text.slice(text.indexOf("\n## Threats"), text.indexOf("\n## What it does not protect from"));
  const rows = section.split("\n").filter((line) => /^\| (?!Threat |---)/.test(line));
  return rows.map((row) => {
    const cells = row.slice(1, -1).split("|");
    const tests = (cells[2] ?? "").split(";").map((part) => ({
      file: /`(tests\/[\w/.-]+\.test\.ts)`/.exec(part)?.[1] ?? "",
      names: [...part.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => name),
    }));
    return { threat: (cells[0] ?? "").trim(), tests };
  });
}

const threats = threatsIn(read(project, "SECURITY.md"));

describe("each threat of SECURITY.md has its test", () => {
  test("as many as there are rows", () => {
    expect(threats.length).toBeGreaterThan(35);
    expect(threatsIn("\n## Threats\n| a | b | none |\n\n## What it does not protect from")).toEqual([
      { threat: "a", tests: [{ file: "", names: [] }] },
    ]);
  });

  test.each(threats.map(({ threat, tests }) => [threat, tests] as const))("%s", (_, tests) => {
    for (const { file, names } of tests) {
      expect(existsSync(join(project, file)), file).toBe(true);
      expect(names.length, file).toBeGreaterThan(0);
      const source = readFileSync(join(project, file), "utf8");
      for (const name of names) expect(source, file).toContain(JSON.stringify(name));
      expect(source).not.toMatch(/\b(?:test|describe)\.(?:only|todo|fails)\b/);
    }
  });
});

test("settings of a repository start nothing through git", async () => {
  const root = repository({ ...governed, "a.yaml": answering(12), ".gitattributes": "* filter=x diff=x merge=x\n" });
  commitAll(root, "one");
  write(root, { "a.yaml": answering(13) });
  commitAll(root, "two");
  const folder = temporaryFolder();
  const program = join(folder, "program");
  write(folder, { program: `#!/bin/sh\necho "$0 $*" >> '${join(folder, "started")}'\n` });
  spawnSync("chmod", ["+x", program]);
  const started = (): boolean => existsSync(join(folder, "started"));
  const settings = ["core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy"];
  const drivers = [
    "diff.external",
    "diff.x.command",
    "diff.x.textconv",
    "filter.x.smudge",
    "filter.x.clean",
    "filter.x.process",
  ];
  const others = [
    "merge.x.driver",
    "gpg.program",
    "gpg.ssh.program",
    "gpg.x509.program",
    "credential.helper",
    "alias.log",
    "pager.log",
  ];
  for (const key of [...settings, ...drivers, ...others]) git(root, "config", key, program);
  const hooks = readdirSync(join(root, ".git/hooks")).map((name) => name.replace(".sample", ""));
  write(root, Object.fromEntries(hooks.map((name) => [`.git/hooks/${name}`, read(folder, "program")])));
  for (const name of hooks) spawnSync("chmod", ["+x", join(root, ".git/hooks", name)]);
  git(root, "config", "core.hooksPath", join(root, ".git/hooks"));

  for (const base of ["HEAD~1", "HEAD"]) await invoke(checkCommand, [".", "--base", base], root);
  await invoke(checkCommand, [".", "--ref", "HEAD"], root);
  await invoke(diffCommand, ["HEAD~1"], root);
  await invoke(historyCommand, ["--verdicts"], root);
  await invoke(historyCommand, [], root);
  expect(started()).toBe(false);
  // They are such settings as start something.
  spawnSync("git", ["status"], { cwd: root });
  expect(started()).toBe(true);
});
