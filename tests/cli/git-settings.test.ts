// Settings of git and odd names change neither what is read nor what is checked.
import { lstatSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test, vi } from "vitest";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { openGitRepository } from "../../src/repository/git/repository.ts";
import { answering, governed } from "../support/governed-repository.ts";
import { commitAll, git, repository, temporaryFolder, write } from "../support/repository.ts";

const evaluate = async (cwd: string, more: object = {}): Promise<Report> =>
  (await check({ targets: ["."], cwd, asOf: "2026-11-22", ...more })).report;

afterEach(() => void vi.unstubAllEnvs());

/** A repository in which git writes CRLF to the disk for some files. */
interface Converted {
  readonly root: string;
  /** The file, as `HEAD` contains it. */
  readonly file: string;
}

const committed = (files: Record<string, string>): string => {
  const root = repository({ "other.txt": "a\n", ...files });
  commitAll(root, "one");
  return root;
};

/** Writes the files of `HEAD` to the disk again. */
const checkOut = (root: string, file: string): Converted => {
  rmSync(join(root, file));
  git(root, "checkout", "--quiet", "--force", "HEAD", "--", ".");
  return { root, file };
};

describe("a commit is read as its checkout writes it", () => {
  const text = "a: 1\nb: 2\n";
  test.each<[string, () => Converted]>([
    [
      "with the settings of a linked work tree",
      () => {
        const root = committed({ "a.yaml": text });
        const linked = join(temporaryFolder(), "linked");
        git(root, "config", "extensions.worktreeConfig", "true");
        git(root, "worktree", "add", "--quiet", linked, "-b", "linked");
        git(linked, "config", "--worktree", "core.autocrlf", "true");
        return checkOut(linked, "a.yaml");
      },
    ],
    [
      "with the attributes of the user",
      () => {
        const folder = temporaryFolder();
        write(folder, { "git/attributes": "*.yaml eol=crlf\n" });
        vi.stubEnv("XDG_CONFIG_HOME", folder);
        return checkOut(committed({ "a.yaml": text }), "a.yaml");
      },
    ],
    [
      "with the attributes of a file that the settings name from the home folder",
      () => {
        const folder = temporaryFolder();
        write(folder, { "my-attributes": "*.yaml eol=crlf\n" });
        vi.stubEnv("HOME", folder);
        const root = committed({ "a.yaml": text });
        git(root, "config", "core.attributesFile", "~/my-attributes");
        return checkOut(root, "a.yaml");
      },
    ],
    ...["line\nfeed.yaml", " blank.yaml", "\ttab.yaml", "deep/line\nfeed/a.yaml", "return\r.yaml"].map(
      (name): [string, () => Converted] => [
        `under the name ${JSON.stringify(name)}`,
        () => checkOut(committed({ ".gitattributes": "*.yaml eol=crlf\n", [name]: text }), name),
      ],
    ),
  ])("a commit is read as its checkout writes it, %s", (_, make) => {
    const { root, file } = make();
    const onDisk = readFileSync(join(root, file), "utf8");
    expect(onDisk).toBe(text.replaceAll("\n", "\r\n"));
    const repositoryOfIt = openGitRepository(root);
    const tree = repositoryOfIt?.tree(repositoryOfIt.commit("HEAD") ?? "");
    const content = tree?.readFile(file, 1000);
    expect(content instanceof Uint8Array && Buffer.from(content).toString()).toBe(onDisk);
  });

  test("the attributes of a later commit do not convert an earlier one", () => {
    const root = committed({ ".gitattributes": "*.txt eol=crlf\n", "deep/a.yaml": text });
    write(root, { "deep/.gitattributes": "*.yaml working-tree-encoding=UTF-7\n" });
    commitAll(root, "two");
    const repositoryOfIt = openGitRepository(root);
    const tree = repositoryOfIt?.tree(repositoryOfIt.commit("HEAD~1") ?? "");
    expect(tree?.conversions?.(["deep/a.yaml"])).toEqual(new Map());
    const content = tree?.readFile("deep/a.yaml", 1000);
    expect(content instanceof Uint8Array && Buffer.from(content).toString()).toBe(text);
  });
});

const base = { ...governed, "deploy/a.yaml": answering(12) };

test("a link that a checkout wrote as a file is checked in every way in", async () => {
  const root = repository({ ...base, "store.txt": answering(99, "hidden") });
  symlinkSync("../store.txt", join(root, "deploy/hidden.yaml"));
  commitAll(root, "one");
  git(root, "config", "core.symlinks", "false");
  checkOut(root, "deploy/hidden.yaml");
  expect(lstatSync(join(root, "deploy/hidden.yaml")).isFile()).toBe(true);
  for (const more of [{}, { ref: "HEAD" }, { base: "HEAD" }]) {
    const { verdict, findings } = await evaluate(root, more);
    expect(verdict).toBe("fail");
    expect(findings.map(({ manifest }) => manifest.file)).toContain("deploy/hidden.yaml");
  }
  write(root, { "deploy/hidden.yaml": answering(12, "hidden") });
  expect((await evaluate(root)).verdict).toBe("pass");
});

test("a commit that contains a path twice is an error", async () => {
  const root = repository(base);
  commitAll(root, "one");
  const blobs = [99, 12].map((hours) => {
    write(root, { "b.yaml": answering(hours, "b") });
    return git(root, "hash-object", "-w", "b.yaml").trim();
  });
  rmSync(join(root, "b.yaml"));
  const entries = blobs.map((oid) => Buffer.concat([Buffer.from("100644 b.yaml\0"), Buffer.from(oid, "hex")]));
  write(root, { "tree.bin": Buffer.concat(entries) });
  const twice = git(root, "hash-object", "-t", "tree", "-w", "--literally", "tree.bin").trim();
  git(root, "read-tree", "--prefix=twice/", "HEAD:deploy");
  const top = git(root, "write-tree").trim();
  const listed = git(root, "ls-tree", top).replace(/^040000 tree \w+\ttwice$/m, `040000 tree ${twice}\ttwice`);
  write(root, { "list.txt": listed });
  const made = git(root, "-c", "alias.mk=!git mktree < list.txt", "mk").trim();
  const commit = git(root, "commit-tree", "-p", "HEAD", "-m", "two", made).trim();
  await expect(evaluate(root, { ref: commit })).rejects.toThrow("contains `twice/b.yaml` twice");
  await expect(evaluate(root, { ref: commit, base: "HEAD" })).rejects.toThrow("contains `twice/b.yaml` twice");
});

test("git's own folder is no evidence, whatever its name", async () => {
  const root = repository({
    ...base,
    "deploy/b.yaml": `${answering(12, "b")}evidence:\n  - { kind: AuditReport, path: ../meta/config, format: in-toto }\n`,
  });
  git(root, "init", "--quiet", `--separate-git-dir=${join(root, "meta")}`);
  const { diagnostics } = await evaluate(root);
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code)).toEqual([
    "evidence/ignored",
  ]);
});
