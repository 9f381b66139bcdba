import { describe, expect, test } from "vitest";
import { affectsPolicies, isDocumentPath, isInCaregateDir, isLink, kindOfMode } from "../../src/repository/layout.ts";

describe("affectsPolicies", () => {
  test.each([
    [".caregate/config.yaml", "", true],
    [".caregate/policies/own/a.yaml", "", true],
    [".caregateignore", "", true],
    ["services/a/.caregate/config.yaml", "services/a/", true],
    ["services/a/.caregateignore", "services/a/", true],
    // Only the folder of the root counts.
    ["services/a/.caregate/config.yaml", "", false],
    ["services/a/.caregateignore", "", false],
    [".caregate/config.yaml", "services/a/", false],
    // Names that only begin alike.
    [".caregate-old/config.yaml", "", false],
    [".caregateignore.bak", "", false],
    [".caregate", "", false],
    ["policies/hipaa/hipaa.yaml", "", false],
    ["deployments/a.yaml", "", false],
  ])("%s below %j: %s", (path, root, expected) => {
    expect(affectsPolicies(path, root)).toBe(expected);
  });

  test("packs affect the policies only below the root of a repository that contains its own packs", () => {
    expect(affectsPolicies("policies/hipaa/hipaa.yaml", "", true)).toBe(true);
    expect(affectsPolicies("a/policies/hipaa/hipaa.yaml", "a/", true)).toBe(true);
    expect(affectsPolicies("a/policies/hipaa/hipaa.yaml", "", true)).toBe(false);
    expect(affectsPolicies("policies.yaml", "", true)).toBe(false);
  });
});

test("documents are YAML and JSON, whatever the case of the extension", () => {
  expect(["a.yaml", "b/c.yml", "d.json", "E.YAML"].every(isDocumentPath)).toBe(true);
  // Lookalikes, full width, a blank that does not show, and what Windows drops.
  const seen = ["a.y\u0430ml", "a.\u0443ml", "a.\u0458s\u043En", "a.\uFF59aml", "a.ya\u200Bml", "a.yaml ", "a.yml."];
  expect(seen.filter((path) => !isDocumentPath(path))).toEqual([]);
  expect(["a.yaml.bak", "yaml", "a.xml", "a.json5"].some(isDocumentPath)).toBe(false);
});

test("a file is in a .caregate folder at any depth, and not in a folder with another name", () => {
  expect([".caregate/a", "x/.caregate/b/c"].every(isInCaregateDir)).toBe(true);
  expect([".caregate", "x.caregate/a", ".caregate-old/a"].some(isInCaregateDir)).toBe(false);
});

test("a mode of git names the kind of entry", () => {
  expect(["100644", "100755", "120000", "040000", "160000"].map(kindOfMode)).toEqual([
    "file",
    "file",
    "link",
    "directory",
    "repository",
  ]);
  expect(isLink("120000") && !isLink("100644")).toBe(true);
});
