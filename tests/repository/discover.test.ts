import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { discover } from "../../src/repository/discover.ts";
import { openWorkingTree } from "../../src/repository/git/checkout-tree.ts";
import type { Tree } from "../../src/repository/tree.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { addFiles, isSuperuser, isWindows, temporaryDirectory } from "../support/temporary.ts";

/** A directory with files of these names. */
function tree(...names: string[]): string {
  return temporaryDirectory(Object.fromEntries(names.map((name) => [name, "x"])));
}

/** The working tree of a new git repository with some files, of which none is tracked. */
function untracked(files: Readonly<Record<string, string>>): Tree {
  const root = temporaryDirectory(files);
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  return openWorkingTree(root);
}

function codes(found: ReturnType<typeof discover>): string[] {
  return found.diagnostics.map(({ code, file }) => `${code} ${file}`);
}

test("YAML and JSON files are found at every level, in the order of their code units", () => {
  const root = tree(
    "b.yaml",
    "a/c.yml",
    "a.json",
    "a/b/D.YAML",
    "Z.yaml",
    "README.md",
    "x.yaml.txt",
    "ä.yaml",
    ".github/w.yml",
  );
  expect(discover(workingTree(root), [root])).toEqual({
    files: [".github/w.yml", "Z.yaml", "a.json", "a/b/D.YAML", "a/c.yml", "b.yaml", "ä.yaml"],
    named: new Set(),
    notEvaluated: [],
    diagnostics: [],
  });
});

test("without git, .git, node_modules and the root's .caregate are skipped, and an inner .caregate is a warning", () => {
  const root = tree(
    ".git/a.yaml",
    "x/node_modules/a.yaml",
    ".caregate/config.yaml",
    "x/.caregate/config.yaml",
    "x/y/.caregate/waivers/w.yaml",
    "ok.yaml",
  );
  const found = discover(workingTree(root), [root]);
  expect(found.files).toEqual(["ok.yaml", "x/.caregate/config.yaml", "x/y/.caregate/waivers/w.yaml"]);
  expect(found.diagnostics).toMatchObject([
    { code: "governance/nested", severity: "warning", file: "x/.caregate" },
    { code: "governance/nested", severity: "warning", file: "x/y/.caregate" },
  ]);
});

test("files with unusual names are found", () => {
  const names = [
    "-rf.yaml",
    "a b.yaml",
    "a\nb.yaml",
    "$(x).yaml",
    "[x].yaml",
    "{a,b}.yaml",
    "😀.yaml",
    "..a.yaml",
    "!x.yaml",
    "#x.yaml",
  ];
  const root = tree(...names, "su[b] *!/x.yaml");
  expect(discover(workingTree(root), [root]).files).toEqual([...names, "su[b] *!/x.yaml"].toSorted());
  addFiles(root, { "su[b] *!/.gitignore": "y.yaml\n", "su[b] *!/y.yaml": "", "su[b] *!/z/y.yaml": "" });
  execFileSync("git", ["init", "--quiet"], { cwd: root });
  expect(discover(openWorkingTree(root), [root]).files).toEqual([...names, "su[b] *!/x.yaml"].toSorted());
  expect(discover(workingTree(root), ["[x].yaml", "{a,b}.yaml", join(root, "-rf.yaml")]).files).toEqual([
    "-rf.yaml",
    "[x].yaml",
    "{a,b}.yaml",
  ]);
});

describe("targets", () => {
  test("files, directories and globs select each file once", () => {
    const root = tree("a/1.yaml", "a/2.yaml", "a/b/3.yaml", "c/4.json", "c/5.yaml", "d.yaml");
    const find = (...targets: string[]): string[] => discover(workingTree(root), targets).files;
    expect(find(join(root, "a"))).toEqual(["a/1.yaml", "a/2.yaml", "a/b/3.yaml"]);
    expect(find("a", join(root, "a/b"), "a/1.yaml")).toEqual(["a/1.yaml", "a/2.yaml", "a/b/3.yaml"]);
    expect(find("**/[1-3].yaml")).toEqual(["a/1.yaml", "a/2.yaml", "a/b/3.yaml"]);
    expect(find("{a,c}/?.yaml")).toEqual(["a/1.yaml", "a/2.yaml", "c/5.yaml"]);
    expect(find(join(root, "c/*.json"))).toEqual(["c/4.json"]);
    expect(find("*.yaml")).toEqual(["d.yaml"]);
    expect(find(".")).toHaveLength(6);
    expect(find()).toEqual([]);
  });

  test("files that were named one by one are marked as named", () => {
    const root = tree("a/1.yaml", "a/2.yaml");
    expect(discover(workingTree(root), [root, join(root, "a/2.yaml")]).named).toEqual(new Set(["a/2.yaml"]));
  });

  test("a named file is included whatever its name, even if it is ignored or excluded", () => {
    const root = tree("a/manifest", "a/b.yaml", "node_modules/c.yaml", ".caregate/waivers/w.yaml");
    addFiles(root, { ".gitignore": "a/\n" });
    const targets = ["a/manifest", "a/b.yaml", "node_modules/c.yaml", ".caregate/waivers/w.yaml"];
    expect(discover(workingTree(root), targets, { exclude: ["*"], paths: ["z"] }).files).toEqual(targets.toSorted());
  });

  test("a target that does not exist or is outside the repository is an error", () => {
    const above = tree("root/a.yaml", "root2/b.yaml", "c.yaml");
    const root = join(above, "root");
    expect(codes(discover(workingTree(root), ["b.yaml", "b/c.yaml", "*.yml", join(root, "gone")]))).toEqual([
      "file/missing *.yml",
      "file/missing b.yaml",
      "file/missing b/c.yaml",
      "file/missing gone",
    ]);
    const outside = discover(workingTree(root), [join(above, "c.yaml"), "../root2", above]);
    expect(outside.files).toEqual([]);
    expect(outside.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(
      Array(3).fill("error file/outside"),
    );
    expect(codes(discover(workingTree(root), ["../*.yaml"]))).toEqual(["file/missing ../*.yaml"]);
  });
});

describe("files that are left out", () => {
  test("files that git ignores are left out, by ignore files at every level and by git's own folder", () => {
    const files = untracked({
      ".gitignore": "# comment\n\n/build\n*.gen.yaml\n!keep.gen.yaml\nlogs/\n",
      "build/x.yaml": "",
      "a/build/x.yaml": "",
      "a/x.gen.yaml": "",
      "a/keep.gen.yaml": "",
      "a/logs/x.yaml": "",
      "b/.gitignore": "*\n!y.yaml\n",
      "b/x.yaml": "",
      "b/y.yaml": "",
      "c/secret.yaml": "",
    });
    writeFileSync(join(files.root, ".git/info/exclude"), "secret.yaml\n");
    expect(discover(files, [files.root]).files).toEqual(["a/build/x.yaml", "a/keep.gen.yaml", "b/y.yaml"]);
    expect(discover(files, ["a"]).files).toEqual(["a/build/x.yaml", "a/keep.gen.yaml"]);
  });

  test("no file is left out if git is not available", () => {
    const root = temporaryDirectory({ ".gitignore": "*.yaml\n", "a.yaml": "" });
    expect(discover(workingTree(root), [root]).files).toEqual(["a.yaml"]);
  });

  test("a named directory is searched completely even if git ignores it", () => {
    const files = untracked({ ".gitignore": "out/\n", "out/a/x.yaml": "", "out/yes.yaml": "" });
    expect(discover(files, [files.root]).files).toEqual([]);
    expect(discover(files, ["out"]).files).toEqual(["out/a/x.yaml", "out/yes.yaml"]);
    expect(discover(files, ["out/a"]).files).toEqual(["out/a/x.yaml"]);
  });

  test("files that caregate leaves out are reported, and files that git ignores are not", () => {
    const files = untracked({
      ".gitignore": "tmp/\n",
      ".caregateignore": "fixtures/\n*.lock.json\n",
      "tmp/x.yaml": "",
      "fixtures/x.yaml": "",
      "a/fixtures/x.yaml": "",
      "b.lock.json": "",
      "charts/x.yaml": "",
      "ok.yaml": "",
    });
    const found = discover(files, [files.root], { exclude: ["/charts"] });
    expect(found.files).toEqual(["ok.yaml"]);
    expect(found.notEvaluated).toEqual([
      { what: "*.lock.json", reason: "left out by `.caregateignore`: `b.lock.json`" },
      { what: "/charts", reason: "left out by the settings: `charts/`" },
      { what: "fixtures/", reason: "left out by `.caregateignore`: `a/fixtures/` and 1 more" },
    ]);
  });

  test("config.yaml can select paths by globs or directories", () => {
    const root = tree(
      "deploy/a.yaml",
      "deploy/b/c.yaml",
      "x/deploy/d.yaml",
      "contracts/e.yml",
      "contracts/f.json",
      "g.yaml",
    );
    const find = (...paths: string[]): string[] => discover(workingTree(root), [root], { paths }).files;
    expect(find("deploy")).toEqual(["deploy/a.yaml", "deploy/b/c.yaml"]);
    expect(find("./deploy/", "contracts/*.yml")).toEqual(["contracts/e.yml", "deploy/a.yaml", "deploy/b/c.yaml"]);
    expect(find("**/deploy/**")).toEqual(["deploy/a.yaml", "deploy/b/c.yaml", "x/deploy/d.yaml"]);
    expect(find(".")).toHaveLength(6);
    expect(find()).toEqual([]);
    expect(discover(workingTree(root), ["g.*", "x"], { paths: ["deploy"] }).files).toEqual(["g.yaml"]);
  });
});

describe.skipIf(isWindows)("links, pipes and permissions", () => {
  test("a link to a document is checked under its own name, unless its target is checked", () => {
    const root = tree("real/x.yaml", "text.md", "hidden.txt");
    symlinkSync("real", join(root, "folder"));
    symlinkSync("real/x.yaml", join(root, "link.yaml"));
    symlinkSync("hidden.txt", join(root, "shown.yaml"));
    symlinkSync("../outside.yaml", join(root, "leaves.yaml"));
    writeFileSync(join(root, "../outside.yaml"), "");
    symlinkSync("nowhere", join(root, "broken.json"));
    symlinkSync("text.md", join(root, "other.md"));
    symlinkSync("loop", join(root, "loop"));
    symlinkSync("..", join(root, "real/up"));
    symlinkSync(".", join(root, "node_modules"));
    const found = discover(workingTree(root), [root]);
    expect(found.files).toEqual(["real/x.yaml", "shown.yaml"]);
    const toFolder = "symbolic link to a folder, not followed";
    expect(found.notEvaluated).toEqual([
      { what: "folder", reason: toFolder },
      { what: "real/up", reason: toFolder },
    ]);
    expect(found.diagnostics.map(({ code, severity, file }) => `${severity} ${code} ${file}`)).toEqual([
      "error file/missing broken.json",
      "error file/outside leaves.yaml",
    ]);
  });

  test("a named link to a file is included, and one to a directory within the root is searched", () => {
    const above = tree("root/real/x.yaml", "elsewhere/y.yaml");
    const root = join(above, "root");
    symlinkSync("real/x.yaml", join(root, "link.yaml"));
    symlinkSync("real", join(root, "inside"));
    symlinkSync("../elsewhere", join(root, "outside"));
    expect(discover(workingTree(root), ["link.yaml"]).files).toEqual(["link.yaml"]);
    expect(discover(workingTree(root), ["inside"]).files).toEqual(["real/x.yaml"]);
    expect(codes(discover(workingTree(root), ["outside"]))).toEqual(["file/outside outside"]);
    expect(codes(discover(workingTree(root), ["outside/y.yaml"]))).toEqual(["file/outside outside/y.yaml"]);
  });

  test("pipes are not opened: as a file, as a target, or as .caregateignore", () => {
    const root = tree("x.yaml");
    for (const name of ["pipe.yaml", ".caregateignore", "pipe.txt"]) execFileSync("mkfifo", [join(root, name)]);
    const found = discover(workingTree(root), [root]);
    expect(found.files).toEqual(["x.yaml"]);
    expect(found.notEvaluated).toEqual([{ what: "pipe.yaml", reason: "not a regular file" }]);
    expect(found.diagnostics).toMatchObject([
      { code: "file/unreadable", severity: "warning", file: ".caregateignore" },
    ]);
  });

  test.skipIf(isSuperuser)("a directory without permission is reported, and the search continues", () => {
    const root = tree("a/x.yaml", "b/x.yaml", "c/x.yaml");
    chmodSync(join(root, "b"), 0);
    const found = discover(workingTree(root), [root]);
    chmodSync(join(root, "b"), 0o700);
    expect(found.files).toEqual(["a/x.yaml", "c/x.yaml"]);
    expect(codes(found)).toEqual(["file/unreadable b"]);
  });
});

test("thousands of files and directories are found", { timeout: 30_000 }, () => {
  const { root } = untracked({ ".gitignore": "*.tmp.yaml\nbuild/\n" });
  const deep = Array.from({ length: 200 }, (_, i) => `d${i}`).join("/");
  addFiles(root, { [`${deep}/x.yaml`]: "" });
  for (let i = 0; i < 40; i++)
    addFiles(
      root,
      Object.fromEntries(Array.from({ length: 100 }, (_, j) => [`w${i}/f${j}${j % 2 ? ".tmp" : ""}.yaml`, ""])),
    );
  const found = discover(openWorkingTree(root), [root]);
  expect(found.files).toHaveLength(2001);
  expect(found.diagnostics).toEqual([]);
});
