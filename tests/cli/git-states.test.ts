// What git tracks is checked, in whatever form and place it is, and nothing else is shown.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test, vi } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { check } from "../../src/engine/check.ts";
import type { Report } from "../../src/model/finding.ts";
import { openGitRepository } from "../../src/repository/git/repository.ts";
import { createGitRunner } from "../../src/repository/git/run.ts";
import { answering, config, governed, policy } from "../support/governed-repository.ts";
import { invoke } from "../support/invoke.ts";
import { commitAll, git, project, read, repository, sha256, temporaryFolder, write } from "../support/repository.ts";

const asOf = "2026-11-22";
const evaluate = async (cwd: string, more: object = {}): Promise<Report> =>
  (await check({ targets: ["."], cwd, asOf, ...more })).report;

const deploymentsIn = ({ findings }: Report): string[] =>
  [...new Set(findings.map(({ manifest }) => manifest.name))].toSorted();

/** The deployments of a commit by each way in, which all have to be the same. */
async function inEveryWay(root: string): Promise<string[]> {
  const [tree, ...others] = [
    await evaluate(root),
    await evaluate(root, { ref: "HEAD" }),
    await evaluate(root, { base: "HEAD" }),
  ];
  for (const other of others) {
    expect(deploymentsIn(other)).toEqual(deploymentsIn(tree));
    expect(other.verdict).toBe(tree?.verdict);
  }
  expect(others[1]?.baseline).toMatchObject({ new: 0, fixed: [], withdrawn: [] });
  return deploymentsIn(tree);
}

const base = { ...governed, "deploy/a.yaml": answering(12), ".gitignore": "build/\n" };

describe("a tracked manifest is checked on every path", () => {
  const hidden = answering(99, "hidden");
  test.each([
    ["although an ignore file names it", { ".gitignore": "hidden.yaml\n", "hidden.yaml": hidden }],
    ["although a pattern of git's own kind names it", { ".gitignore": "h[!a]dden.yaml\n/\n", "hidden.yaml": hidden }],
    ["in node_modules", { "node_modules/x/hidden.yaml": hidden }],
    ["in a nested .caregate", { "deploy/.caregate/hidden.yaml": hidden }],
    [
      "in a folder whose ignore file takes long to match",
      { "z/.gitignore": `${"*a".repeat(12)}*b\n`, [`z/${"a".repeat(60)}.yaml`]: hidden },
    ],
  ] as [string, Record<string, string>][])("a tracked manifest is checked %s", async (_, files) => {
    const root = repository(base);
    commitAll(root, "base");
    write(root, files);
    commitAll(root, "change");
    expect(await inEveryWay(root)).toEqual(["hidden", "theatre-cleaning"]);
  });

  test("a tracked manifest is checked although the ignore file is a symbolic link", async () => {
    const root = repository({ ...base, "patterns.txt": "hidden/\n", "hidden/x.yaml": hidden });
    rmSync(join(root, ".gitignore"));
    symlinkSync("patterns.txt", join(root, ".gitignore"));
    commitAll(root, "one");
    expect(await inEveryWay(root)).toEqual(["hidden", "theatre-cleaning"]);
  });

  test("a manifest that git ignores by a file above the root is not checked", async () => {
    const top = repository({ ".gitignore": "build/\n", "ai/deploy/a.yaml": answering(12) });
    write(join(top, "ai"), governed);
    commitAll(top, "one");
    write(top, { "ai/build/a.yaml": answering(99, "copy") });
    expect(deploymentsIn(await evaluate(join(top, "ai")))).toEqual(["theatre-cleaning"]);
  });

  test("a manifest outside a sparse checkout is checked and not reported as withdrawn", async () => {
    const root = repository({ ...base, "icu/b.yaml": answering(99, "icu") });
    commitAll(root, "one");
    git(root, "update-index", "--skip-worktree", "icu/b.yaml");
    rmSync(join(root, "icu"), { recursive: true });
    expect(await inEveryWay(root)).toEqual(["icu", "theatre-cleaning"]);
    expect(deploymentsIn(await evaluate(root, { targets: ["icu"] }))).toEqual(["icu"]);
    git(root, "update-index", "--no-skip-worktree", "icu/b.yaml");
    expect((await evaluate(root, { base: "HEAD" })).baseline?.withdrawn).toEqual(["icu"]);
  });

  test("policies outside a sparse checkout apply", async () => {
    const root = repository({ ...base, "deploy/a.yaml": answering(99) });
    commitAll(root, "one");
    git(root, "update-index", "--skip-worktree", ".caregate/policies/local.yaml");
    rmSync(join(root, ".caregate/policies"), { recursive: true });
    expect((await evaluate(root)).verdict).toBe("fail");
  });

  test("a clone without checked-out files is an error and does not count as an empty repository", async () => {
    const root = repository(base);
    commitAll(root, "one");
    const clone = temporaryFolder();
    git(clone, "clone", "--quiet", "--no-checkout", `file://${root}`, ".");
    await expect(evaluate(clone, { base: "HEAD" })).rejects.toThrow("no file of");
  });
});

test("a manifest that a change puts in the folder of the policies is an error", async () => {
  const root = repository(base);
  commitAll(root, "base");
  write(root, { ".caregate/deploy/hidden.yaml": answering(99, "hidden") });
  commitAll(root, "change");
  for (const more of [{}, { ref: "HEAD" }, { base: "HEAD~1" }])
    expect((await evaluate(root, more)).diagnostics).toContainEqual(
      expect.objectContaining({ code: "governance/misplaced", file: ".caregate/deploy/hidden.yaml" }),
    );
});

describe("governance outside its place", () => {
  const misplaced = { code: "governance/misplaced", severity: "error" };
  const waiver = "apiVersion: caregate/v1\nkind: Waiver\n";

  test.each([
    ["deploy/strict.yaml", policy, "a `Policy` has no effect here: move it to `.caregate/policies/`"],
    ["policies/strict.json", `{"apiVersion":"caregate/v1","kind":"Policy"}`, "move it to `.caregate/policies/`"],
    ["waivers/w.yml", waiver, "a `Waiver` has no effect here: move it to `.caregate/waivers/`"],
    ["caregate.yaml", config, "a `Config` has no effect here: move it to `.caregate/config.yaml`"],
    ["deploy/b.yaml", `${answering(12, "b")}---\n${policy}`, "move it to `.caregate/policies/`"],
  ])("a policy, waiver or config in %s is an error in every way in", async (file, text, message) => {
    const root = repository({ ...base, [file]: text });
    commitAll(root, "one");
    await inEveryWay(root);
    const { verdict, diagnostics } = await evaluate(root);
    expect(verdict).toBe("error");
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ ...misplaced, file, message: expect.stringContaining(message) as string }),
    );
  });

  test("the settings of a folder below are reported as a whole", async () => {
    const root = repository({
      ...base,
      "ward/.caregate/config.yaml": config,
      "ward/deploy/b.yaml": answering(12, "b"),
    });
    commitAll(root, "one");
    const { verdict, diagnostics } = await evaluate(root);
    expect(verdict).toBe("pass");
    expect(diagnostics.map(({ code }) => code)).toContain("governance/nested");
  });
});

describe("a submodule", () => {
  const gitlink = (root: string, path: string): void => {
    git(root, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},${path}`);
    git(root, "commit", "--quiet", "--message", "submodule");
  };

  test("a submodule is reported as not checked, whether it is checked out or not", async () => {
    const root = repository(base);
    commitAll(root, "one");
    gitlink(root, "vendor");
    mkdirSync(join(root, "vendor"));
    for (const more of [{}, { ref: "HEAD" }, { base: "HEAD" }])
      expect((await evaluate(root, more)).notEvaluated).toContainEqual({
        what: "vendor",
        reason: "a submodule or another repository: check it there",
      });
  });

  test("a submodule with the name of a document is an error", async () => {
    const root = repository(base);
    commitAll(root, "one");
    gitlink(root, "deploy/b.yaml");
    for (const more of [{}, { ref: "HEAD" }, { base: "HEAD~1" }])
      expect((await evaluate(root, more)).verdict).toBe("error");
  });

  test("a submodule that replaces a folder of deployments is an error, and these are not reported as withdrawn", async () => {
    const root = repository({ ...base, "vendor/b.yaml": answering(12, "vendor") });
    commitAll(root, "one");
    git(root, "rm", "-rq", "vendor");
    gitlink(root, "vendor");
    const report = await evaluate(root, { base: "HEAD~1" });
    expect(report.baseline?.withdrawn).toEqual([]);
    expect(report.diagnostics.map(({ code }) => code)).toEqual(["file/unread", "manifest/not-judged"]);
  });

  test("a submodule that a change adds or moves is an error if it may hide a manifest", async () => {
    const root = repository(base);
    commitAll(root, "one");
    const add = (path: string, files: Record<string, string>): void => {
      const other = repository(files);
      commitAll(other, "files");
      git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other, path);
      git(root, "commit", "--quiet", "--message", path);
    };
    const codes = async (more: object): Promise<string[]> =>
      (await evaluate(root, more)).diagnostics.map(({ code, file }) => `${code} ${file}`);

    add("theme", { "theme.yaml": "a: 1\n" });
    expect(await codes({ base: "HEAD~1" })).toEqual([]);
    add("hidden", { "deploy/x.yaml": answering(99, "hidden") });
    expect(await codes({ base: "HEAD~1" })).toEqual(["file/unread hidden"]);
    expect(await codes({ base: "HEAD~1", ref: "HEAD" })).toEqual(["file/unread hidden"]);
    expect(await codes({ base: "HEAD" })).toEqual([]);

    write(join(root, "theme"), { "x.yaml": answering(99, "hidden") });
    commitAll(join(root, "theme"), "moved");
    commitAll(root, "moved");
    expect(await codes({ base: "HEAD~1" })).toEqual(["file/unread theme"]);
    rmSync(join(root, "theme"), { recursive: true });
    mkdirSync(join(root, "theme"));
    expect(await codes({ base: "HEAD~1" })).toEqual(["file/unread theme"]);
    expect(await codes({ base: "HEAD" })).toEqual([]);
  });

  test("a submodule that the settings of the base exclude may be added", async () => {
    const root = repository({ ...base, ".caregate/config.yaml": `${config}exclude: [vendor/]\n` });
    commitAll(root, "one");
    gitlink(root, "vendor/lib");
    expect((await evaluate(root, { base: "HEAD~1" })).verdict).toBe("pass");
  });

  test("a submodule that replaces the policies is an error and does not count as missing policies", async () => {
    const root = repository(base);
    commitAll(root, "one");
    git(root, "rm", "-rq", ".caregate/policies");
    gitlink(root, ".caregate/policies");
    expect((await evaluate(root, { ref: "HEAD" })).diagnostics).toContainEqual(
      expect.objectContaining({ code: "file/not-at-hand", file: ".caregate/policies" }),
    );
  });
});

describe("a link that a change adds", () => {
  test.each([
    ["into a submodule that is not checked out", "other", "sub/deploy", "error"],
    ["to a folder that is searched", "other", "deploy", "pass"],
    ["to a folder that git ignores", "other", "build", "pass"],
  ])("is an error if nobody checks what it leads to: %s", async (_, path, target, verdict) => {
    const root = repository(base);
    write(root, { "build/x.yaml": "a: 1\n" });
    mkdirSync(join(root, "sub"));
    git(root, "add", "--all");
    git(root, "update-index", "--add", "--cacheinfo", `160000,${"1".repeat(40)},sub`);
    git(root, "commit", "--quiet", "--message", "one");
    symlinkSync(target, join(root, path));
    git(root, "add", path);
    git(root, "commit", "--quiet", "--message", "two");
    for (const more of [{}, { ref: "HEAD" }]) {
      expect((await evaluate(root, { base: "HEAD~1", ...more })).verdict).toBe(verdict);
      expect((await evaluate(root, { base: "HEAD", ...more })).verdict).toBe("pass");
    }
  });
});

test("a link to no file with the name of a document is an error in every way in", async () => {
  const root = repository(base);
  symlinkSync("../sub/b.yaml", join(root, "deploy/b.yaml"));
  commitAll(root, "one");
  await inEveryWay(root);
  const { verdict, diagnostics } = await evaluate(root);
  expect(verdict).toBe("error");
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: "file/missing", file: "deploy/b.yaml" }));
});

test("a repository with names of objects in SHA-256 is checked in every way", async () => {
  const root = temporaryFolder();
  git(root, "init", "--quiet", "--object-format=sha256");
  write(root, base);
  expect(commitAll(root, "one")).toHaveLength(64);
  expect(await inEveryWay(root)).toEqual(["theatre-cleaning"]);
});

test("names that differ in case only are an error in every way in", async () => {
  const root = repository({ ...base, "Deploy/A.yaml": "a: 1\n", "deploy/b.yaml": "a: 1\n", "Deploy/c.yaml": "a: 1\n" });
  commitAll(root, "one");
  await inEveryWay(root);
  const { verdict, diagnostics } = await evaluate(root);
  expect([verdict, diagnostics.map(({ code, file, message }) => [code, file, message])]).toEqual([
    "error",
    [["file/name", "deploy/a.yaml", expect.stringContaining("`deploy/a.yaml` and `Deploy/A.yaml`")]],
  ]);
});

describe("a file that git converts", () => {
  test.each(["filter=unknown", "text working-tree-encoding=IBM037", "working-tree-encoding=UTF-7"])(
    "is an error in every way in if that can hide words: %s",
    async (attribute) => {
      const root = repository(base);
      commitAll(root, "one");
      write(root, { "deploy/b.yaml": answering(99, "hidden") });
      commitAll(root, "two");
      write(root, { "deploy/.gitattributes": `b.yaml ${attribute}\n` });
      commitAll(root, "three");
      rmSync(join(root, "deploy"), { recursive: true });
      git(root, "checkout", "--quiet", "HEAD", "--", "deploy");
      for (const more of [{}, { ref: "HEAD" }, { base: "HEAD~1" }]) {
        const { verdict, diagnostics } = await evaluate(root, more);
        expect(verdict).toBe("error");
        expect(diagnostics).toContainEqual(expect.objectContaining({ code: "file/converted", file: "deploy/b.yaml" }));
      }
    },
  );

  test.each(["eol=crlf", "ident", "working-tree-encoding=UTF-8", "-text", "filter=lfs"])(
    "is read if its words stay: %s",
    async (attribute) => {
      const root = repository({ ...base, ".gitattributes": `*.yaml ${attribute}\n` });
      commitAll(root, "one");
      for (const more of [{}, { ref: "HEAD" }, { base: "HEAD" }])
        expect((await evaluate(root, more)).verdict).toBe("pass");
    },
  );
});

describe("the files of a commit", () => {
  /** The example with one deployment whose evidence is pinned, and only new findings gate. */
  function pinned(attributes: string): string {
    const root = temporaryFolder();
    const parts = [".caregate/config.yaml", "deploy/sepsis-early-warning.yaml", "contracts/tarn-2026.yaml"];
    for (const part of [...parts, "evidence/sepsis-early-warning"])
      cpSync(join(project, "examples", part), join(root, part), { recursive: true });
    const settings = read(root, ".caregate/config.yaml").replace(/^organisation:/m, "gate: new\norganisation:");
    write(root, { ".caregate/config.yaml": settings });
    git(root, "init", "--quiet", "--initial-branch=main");
    write(root, { ".gitattributes": attributes });
    return root;
  }
  const fairness = "evidence/sepsis-early-warning/fairness.yaml";
  const pin = (root: string, content: string): void => {
    const manifest = read(root, "deploy/sepsis-early-warning.yaml");
    const before = sha256(read(root, fairness));
    expect(manifest).toContain(before);
    write(root, { [fairness]: content, "deploy/sepsis-early-warning.yaml": manifest.replace(before, sha256(content)) });
  };
  const openIn = ({ findings }: Report): string[] =>
    findings.filter(({ outcome }) => outcome === "fail" || outcome === "unknown").map(({ fingerprint }) => fingerprint);

  /** How many findings that may block are existing ones. */
  const existing = ({ findings }: Report): number =>
    findings.filter(({ rule, baselineState }) => rule.binding === "gates" && baselineState === "unchanged").length;

  /** An unchanged tree compares as nothing new and nothing fixed; evidence that is tampered with is new. */
  async function expectToCompare(root: string): Promise<void> {
    const tree = await evaluate(root);
    expect(openIn(await evaluate(root, { ref: "HEAD" }))).toEqual(openIn(tree));
    expect((await evaluate(root, { base: "HEAD" })).baseline).toMatchObject({ new: 0, fixed: [] });
    git(root, "checkout", "--quiet", "-b", "change");
    writeFileSync(join(root, fairness), `${read(root, fairness)}# edited\n`);
    git(root, "commit", "--quiet", "--all", "--message", "tampered");
    const change = await evaluate(root, { base: "main" });
    expect([change.verdict, existing(change)]).toEqual(["fail", 0]);
    expect(change.baseline?.new).toBeGreaterThan(0);
  }

  test("files of a commit have the line ends of their checkout", async () => {
    const root = pinned("evidence/**/fairness.yaml text eol=crlf\n");
    pin(root, read(root, fairness).replaceAll("\n", "\r\n"));
    commitAll(root, "one");
    await expectToCompare(root);
  });

  test("files of git LFS are found by their digest, and no program is started", async () => {
    const root = pinned("evidence/**/fairness.yaml filter=lfs -text\n");
    const folder = temporaryFolder();
    const clean = join(folder, "clean");
    const script = 'd=$(mktemp); cat > $d; s=$(sha256sum < $d | cut -d" " -f1); n=$(wc -c < $d)';
    write(folder, {
      clean: `#!/bin/sh\n${script}\nprintf 'version https://git-lfs.github.com/spec/v1\\noid sha256:%s\\nsize %s\\n' $s $n\n`,
      smudge: `#!/bin/sh\ntouch '${join(folder, "started")}'\ncat\n`,
    });
    execFileSync("chmod", ["+x", clean, join(folder, "smudge")]);
    git(root, "config", "filter.lfs.clean", clean);
    git(root, "config", "filter.lfs.smudge", join(folder, "smudge"));
    commitAll(root, "one");
    expect(git(root, "show", `HEAD:${fairness}`)).toContain("git-lfs");
    await expectToCompare(root);
    expect(existsSync(join(folder, "started"))).toBe(false);
  });

  test("a file with a custom filter is read from the disk if it is unchanged there", async () => {
    const root = pinned("evidence/**/fairness.yaml filter=turn -text\n");
    git(root, "config", "filter.turn.clean", "tr a-y b-z");
    git(root, "config", "filter.turn.smudge", "tr b-z a-y");
    commitAll(root, "one");
    await expectToCompare(root);
  });

  /** The same with the evidence in a submodule. */
  function pinnedInSubmodule(): string {
    const root = pinned("");
    rmSync(join(root, ".gitattributes"));
    const evidence = temporaryFolder();
    execFileSync("cp", ["-r", `${join(root, "evidence")}/.`, evidence]);
    git(evidence, "init", "--quiet");
    commitAll(evidence, "evidence");
    rmSync(join(root, "evidence"), { recursive: true });
    git(root, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", evidence, "evidence");
    commitAll(root, "one");
    return root;
  }

  test("evidence in a submodule is read at the commit that a state names", async () => {
    const root = pinnedInSubmodule();
    const tree = await evaluate(root);
    expect(tree.verdict).toBe("pass");
    expect(openIn(await evaluate(root, { ref: "HEAD" }))).toEqual(openIn(tree));
    expect((await evaluate(root, { base: "HEAD" })).baseline).toMatchObject({ new: 0, fixed: [] });
    git(root, "checkout", "--quiet", "-b", "change");
    writeFileSync(join(root, fairness), `${read(root, fairness)}# edited\n`);
    commitAll(join(root, "evidence"), "edited");
    commitAll(root, "bump");
    for (const more of [{}, { ref: "HEAD" }]) {
      const change = await evaluate(root, { base: "main", ...more });
      expect([change.verdict, existing(change)]).toEqual(["fail", 0]);
    }
  });

  test("findings from a submodule that the base does not contain count as new", async () => {
    const root = pinnedInSubmodule();
    git(root, "checkout", "--quiet", "-b", "change");
    writeFileSync(join(root, fairness), `${read(root, fairness)}# edited\n`);
    // A checkout of the submodule without its history.
    for (const path of ["evidence/.git", ".git/modules"]) rmSync(join(root, path), { recursive: true });
    git(join(root, "evidence"), "init", "--quiet");
    commitAll(join(root, "evidence"), "edited");
    commitAll(root, "bump");
    const change = await evaluate(root, { base: "main" });
    expect([change.verdict, existing(change)]).toEqual(["fail", 0]);
    expect(change.baseline?.fixed).toEqual([]);
  });
});

describe("evidence of a repository", () => {
  const secret = "glcbt-SECRET";
  const manifest = (path: string): string =>
    `${answering(12)}evidence:\n  - { kind: AuditReport, path: ${path}, format: in-toto }\n`;
  const told = async (root: string, ...more: string[]): Promise<string> =>
    (
      await Promise.all(
        ["console", "html", "json"].map(async (format) =>
          invoke(checkCommand, [".", "--format", format, ...more], root),
        ),
      )
    )
      .map(({ stdout, stderr }) => stdout + stderr)
      .join("\n");

  test.each([
    ["named", "../.git/config"],
    ["through a link", "link"],
    ["through a link to its folder", "folder/config"],
  ])("evidence in the folder of git is not read, %s", async (_, path) => {
    const root = repository({ ...governed, "deploy/a.yaml": manifest(path) });
    git(root, "config", "http.extraheader", `AUTHORIZATION: basic ${secret}`);
    symlinkSync("../.git/config", join(root, "deploy/link"));
    symlinkSync("../.git", join(root, "deploy/folder"));
    expect((await evaluate(root)).diagnostics).toMatchObject([{ code: "evidence/outside" }]);
    expect(await told(root)).not.toContain(secret);
  });

  test("evidence that git ignores is rejected and not read", async () => {
    const root = repository({
      ...governed,
      ".gitignore": ".env\n",
      ".env": `TOKEN: ${secret}: [\n`,
      "deploy/a.yaml": manifest("../.env"),
    });
    git(root, "add", "--all");
    git(root, "commit", "--quiet", "--message", "one");
    symlinkSync("../.env", join(root, "deploy/link"));
    expect((await evaluate(root)).diagnostics).toMatchObject([{ code: "evidence/ignored", severity: "error" }]);
    expect(await told(root)).not.toContain(secret);
    write(root, { "deploy/a.yaml": manifest("link") });
    expect((await evaluate(root)).diagnostics.map(({ code }) => code)).toContain("evidence/ignored");
    expect(await told(root)).not.toContain(secret);
  });

  test("untracked evidence counts with a note in the working tree, and does not count in a commit", async () => {
    const root = repository({ ...governed, "deploy/a.yaml": manifest("../new.json") });
    commitAll(root, "one");
    write(root, { "new.json": "{}" });
    expect((await evaluate(root)).diagnostics).toContainEqual(
      expect.objectContaining({ code: "evidence/untracked", severity: "note" }),
    );
    expect((await evaluate(root, { base: "HEAD" })).diagnostics).toContainEqual(
      expect.objectContaining({ code: "evidence/untracked", severity: "error" }),
    );
  });

  test("no line of a file that git ignores is shown, even if the file was named", async () => {
    const root = repository({
      ...governed,
      ".gitignore": "out/\n",
      "out/a.yaml": answering(99).replace("Kim Example", secret),
      "deploy/a.yaml": answering(12),
    });
    for (const more of [["out/a.yaml"], ["out"]]) {
      const { code, stdout } = await invoke(checkCommand, more, root);
      expect(code).toBe(1);
      expect(stdout).toContain("out/a.yaml");
      expect(stdout).not.toContain("reportResponseHours: 99");
    }
  });
});

test("a change is compared with its merge base and checked by the policies of the base", async () => {
  const root = repository({ ...base, ".caregate/config.yaml": `${config}gate: new\n` });
  const start = commitAll(root, "start");
  git(root, "branch", "-M", "main");
  git(root, "checkout", "--quiet", "-b", "change");
  write(root, { "deploy/b.yaml": answering(30, "b"), "deploy/old.yaml": answering(30, "old") });
  commitAll(root, "change");
  git(root, "checkout", "--quiet", "main");
  const strict = policy.replace("default: 48", "default: 20");
  write(root, { ".caregate/policies/local.yaml": strict, "deploy/a.yaml": answering(10) });
  const tip = commitAll(root, "base moves on");
  git(root, "checkout", "--quiet", "change");
  for (const more of [{ base: "main" }, { base: "main", ref: "change" }]) {
    const report = await evaluate(root, more);
    expect(report.policies).toMatchObject({ source: "base", commit: tip });
    expect(report.baseline).toMatchObject({ commit: start, new: 2, fixed: [], unchanged: 0 });
    expect(report.verdict).toBe("fail");
  }
});

describe("in a hook", () => {
  test("a hook in a linked work tree uses the policies of the base, whatever git's variables point to", async () => {
    const top = repository({ "ai/deploy/a.yaml": answering(12) });
    write(join(top, "ai"), governed);
    commitAll(top, "one");
    git(top, "branch", "-M", "main");
    const linked = join(temporaryFolder(), "linked");
    git(top, "worktree", "add", "--quiet", linked, "-b", "change");
    write(join(linked, "ai"), {
      ".caregate/config.yaml": `${config}failOn: critical\n`,
      "deploy/a.yaml": answering(99),
    });
    vi.stubEnv("GIT_DIR", join(top, ".git/worktrees/linked"));
    vi.stubEnv("GIT_PREFIX", "");
    vi.stubEnv("GIT_WORK_TREE", linked);
    const report = await evaluate(join(linked, "ai"), { base: "main" });
    vi.unstubAllEnvs();
    expect([report.verdict, report.policies.source]).toEqual(["fail", "base"]);
  });

  test("a hook uses the index of the commit that is being made, and not that of another repository", async () => {
    const root = repository({ ...base, ".gitignore": "hidden.yaml\n" });
    commitAll(root, "one");
    write(root, { "hidden.yaml": answering(99, "hidden") });
    execFileSync("cp", [join(root, ".git/index"), join(root, ".git/next-index")]);
    execFileSync("git", ["add", "--force", "hidden.yaml"], {
      cwd: root,
      env: { ...process.env, GIT_INDEX_FILE: ".git/next-index" },
    });
    vi.stubEnv("GIT_INDEX_FILE", ".git/next-index");
    expect(deploymentsIn(await evaluate(root))).toEqual(["hidden", "theatre-cleaning"]);
    vi.stubEnv("GIT_INDEX_FILE", join(repository({}), ".git/index"));
    expect(deploymentsIn(await evaluate(root))).toEqual(["theatre-cleaning"]);
    vi.unstubAllEnvs();
  });
});

test("in a partial clone, a check fetches its files together and nothing else, and history fetches nothing", async () => {
  const files = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`f${i}.txt`, `${i}\n`]));
  const root = repository({ ...base, ...files });
  commitAll(root, "one");
  git(root, "branch", "-M", "main");
  write(root, { "deploy/a.yaml": answering(13), "deploy/b.yaml": answering(12, "b") });
  commitAll(root, "two");
  git(root, "config", "uploadpack.allowFilter", "true");
  git(root, "config", "uploadpack.allowAnySHA1InWant", "true");
  const clone = temporaryFolder();
  git(clone, "clone", "--quiet", "--filter=blob:none", `file://${root}`, ".");
  const missing = (): number =>
    git(clone, "rev-list", "--objects", "--all", "--missing=print")
      .split("\n")
      .filter((line) => line.startsWith("?")).length;
  expect(missing()).toBe(1);
  const offline = openGitRepository(clone, { offline: true });
  expect(offline?.log.firstParentHistory("HEAD")).toHaveLength(2);
  const oid = git(root, "rev-parse", "HEAD~1:deploy/a.yaml");
  expect(offline?.log.sizes([oid]).size).toBe(0);
  expect(offline?.blob(oid)).toBeUndefined();
  expect(missing()).toBe(1);
  const trace = join(temporaryFolder(), "trace");
  vi.stubEnv("GIT_TRACE", trace);
  expect((await evaluate(clone, { base: "HEAD~1" })).baseline).toMatchObject({ new: 0, fixed: [] });
  vi.unstubAllEnvs();
  expect(
    readFileSync(trace, "utf8").match(/built-in: git fetch|git fetch-pack|run_command: git .*fetch /g)?.length ?? 0,
  ).toBeLessThan(3);
  expect(missing()).toBe(0);
});

describe("a call of git", () => {
  test("a failed call of git reports the cause, whatever hints precede it", () => {
    const root = repository(base);
    commitAll(root, "one");
    const tree = git(root, "rev-parse", "HEAD:deploy");
    rmSync(join(root, ".git/objects", tree.slice(0, 2), tree.slice(2)), { force: true });
    const history = openGitRepository(root);
    expect(() => history?.tree(history.commit("HEAD") ?? "")).toThrow(`Could not read ${tree}`);
  });

  test("a call of git that takes too long is ended and is an error", () => {
    const git = createGitRunner(repository({}));
    expect(() => git(["-c", "alias.slow=!sleep 20", "slow"], { seconds: 0.3 })).toThrow("git takes too long");
  });
});
