import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/repository/package-root.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { containsPacks, loadPacks, readPackFiles, readPacksFromTree } from "../../src/workspace/packs.ts";
import { policy } from "../support/governed-repository.ts";
import { project, temporaryFolder, write } from "../support/repository.ts";
import { treeOf } from "../support/tree.ts";

test("the package is found from the source", () => {
  expect(packageRoot()).toBe(project);
});

test("the compiled packs are those of the sources", async () => {
  const [loaded, sources] = [await loadPacks(), await readPacksFromTree(workingTree(project))];
  expect(sources.diagnostics).toEqual([]);
  expect(loaded.digest).toBe(sources.digest);
  expect(loaded.documents.map(({ file }) => file)).toEqual(sources.documents.map(({ file }) => file));
});

test("a pack is a YAML file in a folder of `policies/`, and the documents in `base/` are not packs", () => {
  const tree = treeOf("/repo", {
    "policies/b/b.yaml": policy,
    "policies/a/a.yaml": policy,
    "policies/a/README.md": "text",
    "policies/base/hospital.yaml": policy,
    "policies/top.yaml": policy,
    "policies/a/deeper/c.yaml": policy,
    "other/a.yaml": policy,
  });
  const { files, diagnostics } = readPackFiles(tree);
  expect(files.map(({ file }) => file)).toEqual(["a/a.yaml", "b/b.yaml"]);
  expect(diagnostics).toEqual([]);
});

test("a tree has the same packs on the disk and in a commit", async () => {
  const files = { "policies/a/a.yaml": policy, "policies/base/a.yaml": policy };
  const root = temporaryFolder();
  write(root, files);
  const [disk, commit] = [await readPacksFromTree(workingTree(root)), await readPacksFromTree(treeOf("/repo", files))];
  expect(disk.digest).toBe(commit.digest);
  expect(disk.documents).toHaveLength(1);
});

test("a pack that cannot be read is an error", async () => {
  const root = temporaryFolder();
  write(root, { "policies/a/a.yaml": policy, "policies/b/b.yaml": Buffer.from([0xff, 0xfe, 0]) });
  symlinkSync(join(root, "policies/a/a.yaml"), join(root, "policies/a/link.yaml"));
  const { documents, diagnostics } = await readPacksFromTree(workingTree(root));
  expect(documents).toHaveLength(1);
  expect(diagnostics.map(({ file, code, severity }) => [file, code, severity])).toEqual([
    ["policies/a/link.yaml", "file/link", "error"],
    ["policies/b/b.yaml", "file/binary", "error"],
  ]);
});

test.each([
  ["{}", false],
  ["no JSON", false],
  ["null", false],
  ['{ "name": "other" }', false],
  ['{ "name": "caregate" }', true],
])("a repository whose package.json is %s contains packs: %s", (text, expected) => {
  expect(containsPacks(treeOf("/repo", { "package.json": text }))).toBe(expected);
});
