import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cli, commitAll, examples, git, temporaryFolder, write } from "../../support/repository.ts";

test(
  "a record is reproduced on a clone at another path, in a folder of it, through a link, in another locale and zone",
  { timeout: 240_000 },
  () => {
    const root = examples();
    git(root, "init", "--quiet");
    commitAll(root, "the state that the record is made of");
    const text = cli(["check", "--ref", "HEAD", "--as-of", "2026-11-22", "--format", "oscal"], { cwd: root }).stdout;
    const clone = join(temporaryFolder(), "a clone with blanks");
    git(root, "clone", "--quiet", root, clone);
    const link = join(temporaryFolder(), "link");
    symlinkSync(clone, link);
    write(clone, { "record.json": text });
    const env = { LC_ALL: "tr_TR.UTF-8", TZ: "Pacific/Kiritimati", USER: "somebody" };
    for (const [cwd, file] of [
      [clone, "record.json"],
      [join(clone, "deploy"), "../record.json"],
      [link, "record.json"],
    ] as const)
      expect(cli(["verify", file], { cwd, env })).toMatchObject({ code: 0, stderr: "" });
  },
);
