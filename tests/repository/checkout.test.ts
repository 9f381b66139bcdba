import { join } from "node:path";
import { expect, test } from "vitest";
import { discover } from "../../src/repository/discover.ts";
import { openWorkingTree } from "../../src/repository/git/checkout-tree.ts";
import { compareWithGit } from "../support/generated-checkout.ts";
import { repository } from "../support/repository.ts";
import { temporaryDirectory } from "../support/temporary.ts";

/** In CI, alone and side by side in one repository; `node bench/checkouts.mjs` compares 20,000. */
const ALONE = 6;
const TOGETHER = 80;

test(
  "in every way in, the files that are searched are those that git tracks or would add",
  { timeout: 120_000 },
  () => {
    const root = temporaryDirectory();
    const compared = Array.from({ length: ALONE }, (_, seed) => compareWithGit(root, seed));
    compared.push(compareWithGit(root, ALONE, TOGETHER));
    expect(compared.flatMap(({ differences }) => differences)).toEqual([]);
    expect(compared.reduce((sum, { files }) => sum + files, 0)).toBeGreaterThan(3 * (ALONE + TOGETHER));
  },
);

test("a root in a folder that git ignores is searched as it is on the disk", () => {
  const top = repository({
    ".gitignore": "scratch/\n",
    "scratch/deploy/a.yaml": "a: 1\n",
    "scratch/build/b.yaml": "b: 1\n",
  });
  const root = join(top, "scratch");
  const tree = openWorkingTree(root);
  expect(discover(tree, [root]).files).toEqual(["build/b.yaml", "deploy/a.yaml"]);
  expect(tree.origin("deploy/a.yaml")).toBe("unknown");
  expect(discover(openWorkingTree(top), [top]).files).toEqual([]);
});
