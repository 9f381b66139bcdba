import { decodeText } from "../../src/util/decode-text.ts";
import { execFileSync } from "node:child_process";
import { chmodSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ReadLimits } from "../../src/repository/read.ts";
import { workingTree } from "../../src/repository/working-tree.ts";
import { isDiagnostic, listFolder, readBytes, readText } from "../../src/repository/read.ts";
import { isSuperuser, isWindows, temporaryDirectory } from "../support/temporary.ts";

function codeOf(root: string, file: string, limits?: ReadLimits): string {
  const result = readText(workingTree(root), file, limits);
  return isDiagnostic(result) ? result.code : "read";
}

test("text and bytes are returned, and a byte order mark is not part of the text", () => {
  const root = temporaryDirectory({ "a/ä.yaml": "\uFEFFgrüß: 1\n" });
  const result = readText(workingTree(root), "a/ä.yaml");
  if (isDiagnostic(result)) throw new Error(result.message);
  expect(result.text).toBe("grüß: 1\n");
  expect(decodeText(result.bytes)).toBe("\uFEFFgrüß: 1\n");
});

test("every failure has a code of its own and names the file", () => {
  const root = temporaryDirectory({
    "empty.yaml": "",
    "blank.yaml": "\uFEFF \r\n\t\n",
    "nul.yaml": "a: \0",
    "latin1.yaml": Buffer.from("gr\xfc\xdfe: 1", "latin1"),
    "utf16.yaml": Buffer.from("\uFEFFa: 1", "utf16le"),
    "directory/": "",
    file: "x",
  });
  const codes = {
    "missing.yaml": "file/missing",
    "directory/missing.yaml": "file/missing",
    "file/below.yaml": "file/missing",
    "../x.yaml": "file/outside",
    "directory/../../x.yaml": "file/outside",
    "/etc/hostname": "file/outside",
    "a\0b": "file/outside",
    directory: "file/unreadable",
    ".": "file/unreadable",
    [`${"n".repeat(300)}.yaml`]: "file/unreadable",
    "empty.yaml": "file/empty",
    "blank.yaml": "file/empty",
    "nul.yaml": "file/binary",
    "latin1.yaml": "file/binary",
    "utf16.yaml": "file/binary",
  };
  for (const [file, code] of Object.entries(codes)) {
    const result = readText(workingTree(root), file);
    expect(result, file).toMatchObject({ code, severity: "error", file });
  }
  expect(readText(workingTree(root), "utf16.yaml")).toMatchObject({ message: expect.stringContaining("UTF-16") });
});

test("a name may contain dots, and a path may leave a folder and return", () => {
  const root = temporaryDirectory({ "..a.yaml": "a: 1", "b/c.yaml": "a: 1", "-d e\nf.yaml": "a: 1" });
  for (const file of ["..a.yaml", "b/../b/c.yaml", "./b/c.yaml", "-d e\nf.yaml"])
    expect(codeOf(root, file)).toBe("read");
});

test("the folder of a file is followed once, and each file in it on its own", () => {
  const [root, other] = [temporaryDirectory({ "a/x.yaml": "a: 1" }), temporaryDirectory({ "secret.yaml": "a: 1" })];
  symlinkSync(join(root, "a"), join(root, "inside"));
  symlinkSync(other, join(root, "away"));
  symlinkSync(join(other, "secret.yaml"), join(root, "a/secret.yaml"));
  const tree = workingTree(root);
  const read = (file: string): string => {
    const result = readText(tree, file);
    return isDiagnostic(result) ? result.code : "read";
  };
  expect(["inside/x.yaml", "inside/none.yaml", "inside/secret.yaml"].map(read)).toEqual([
    "read",
    "file/missing",
    "file/outside",
  ]);
  expect(["a/x.yaml", "away/secret.yaml", "away/none.yaml"].map(read)).toEqual([
    "read",
    "file/outside",
    "file/missing",
  ]);
});

test("a file over the limit is not read, however large; the limit can be raised", () => {
  const root = temporaryDirectory({ "large.yaml": "x", "edge.yaml": "0123456789" });
  truncateSync(join(root, "large.yaml"), 20 * 1024 ** 3); // sparse: takes no room, and could not be read in time
  expect(readText(workingTree(root), "large.yaml")).toMatchObject({
    code: "file/too-large",
    message: expect.stringContaining("21474836480"),
  });
  expect(codeOf(root, "edge.yaml", { bytes: 9 })).toBe("file/too-large");
  expect(codeOf(root, "edge.yaml", { bytes: 10 })).toBe("read");
  const two = temporaryDirectory({ "three.yaml": "# x\n".repeat(1024 * 1024) });
  expect(codeOf(two, "three.yaml")).toBe("file/too-large");
  expect(codeOf(two, "three.yaml", { bytes: 5 * 1024 * 1024 })).toBe("read");
});

test("bytes and the head of a file can be read without being text", () => {
  const root = temporaryDirectory({ "image.png": Buffer.from([0x89, 0, 0xff, 4, 5]), "empty.bin": "" });
  expect(readBytes(workingTree(root), "image.png")).toEqual(Buffer.from([0x89, 0, 0xff, 4, 5]));
  expect(readBytes(workingTree(root), "empty.bin")).toEqual(Buffer.alloc(0));
  expect(workingTree(root).readPrefix("image.png", 2)).toEqual(Buffer.from([0x89, 0]));
  expect(workingTree(root).readPrefix("image.png", 50)).toHaveLength(5);
});

describe.skipIf(isWindows)("links, pipes and permissions", () => {
  test("a link is followed within the root and not out of it", () => {
    const root = temporaryDirectory({ "root/real.yaml": "a: 1", "secret.yaml": "a: 1", "root2/x.yaml": "a: 1" });
    const inner = join(root, "root");
    symlinkSync("real.yaml", join(inner, "inside.yaml"));
    symlinkSync("../secret.yaml", join(inner, "outside.yaml"));
    symlinkSync("../root2", join(inner, "folder"));
    symlinkSync("nowhere", join(inner, "broken.yaml"));
    symlinkSync("loop.yaml", join(inner, "loop.yaml"));
    expect(codeOf(inner, "inside.yaml")).toBe("read");
    expect(codeOf(inner, "outside.yaml")).toBe("file/outside");
    expect(codeOf(inner, "folder/x.yaml")).toBe("file/outside");
    expect(codeOf(inner, "broken.yaml")).toBe("file/missing");
    expect(codeOf(inner, "loop.yaml")).toBe("file/unreadable");
  });

  test("a root that is reached through a link holds its files", () => {
    const root = temporaryDirectory({ "real/x.yaml": "a: 1" });
    symlinkSync("real", join(root, "alias"));
    expect(codeOf(join(root, "alias"), "x.yaml")).toBe("read");
  });

  test("a pipe is refused at once", () => {
    const root = temporaryDirectory();
    execFileSync("mkfifo", [join(root, "pipe.yaml")]);
    expect(codeOf(root, "pipe.yaml")).toBe("file/unreadable");
  });

  test.skipIf(isSuperuser)("a file without permission is unreadable, and so is a folder", () => {
    const root = temporaryDirectory({ "x.yaml": "a: 1", "folder/": "" });
    chmodSync(join(root, "x.yaml"), 0);
    chmodSync(join(root, "folder"), 0);
    expect(readText(workingTree(root), "x.yaml")).toMatchObject({
      code: "file/unreadable",
      message: expect.stringContaining("permission"),
    });
    expect(listFolder(workingTree(root), "folder").diagnostics).toMatchObject([
      { code: "file/unreadable", file: "folder" },
    ]);
    chmodSync(join(root, "folder"), 0o700);
  });

  test("a folder is listed completely and in order, and links in it are errors", () => {
    const root = temporaryDirectory({ "f/b.yaml": "", "f/a/c.yaml": "", "f/Z.md": "", "other.yaml": "" });
    symlinkSync("../other.yaml", join(root, "f/link.yaml"));
    symlinkSync("..", join(root, "f/up"));
    symlinkSync("f", join(root, "g"));
    const listing = listFolder(workingTree(root), "f");
    expect(listing.files).toEqual(["f/Z.md", "f/a/c.yaml", "f/b.yaml"]);
    expect(
      listing.diagnostics
        .map(({ code, file }) => [code, file])
        .toSorted((a, b) => String(a).localeCompare(String(b), "en")),
    ).toEqual([
      ["file/link", "f/link.yaml"],
      ["file/link", "f/up"],
    ]);
    expect(listFolder(workingTree(root), "g")).toMatchObject({
      files: [],
      diagnostics: [{ code: "file/link", file: "g" }],
    });
    expect(listFolder(workingTree(root), "missing")).toEqual({ files: [], diagnostics: [] });
    expect(listFolder(workingTree(root), "other.yaml").diagnostics).toMatchObject([{ code: "file/unreadable" }]);
  });
});
