// The code that V8 made of the programs is kept for the next run: by this user alone, and only as it was written.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs"; // prettier-ignore
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { answering, governed } from "../support/governed-repository.ts";
import { cli, project, repository, temporaryFolder } from "../support/repository.ts";

const root = repository({ ...governed, "a.yaml": answering(99) }, afterAll);
const posix = process.platform !== "win32";

const check = (env: Record<string, string>): ReturnType<typeof cli> =>
  cli(["check", ".", "--as-of", "2026-11-22"], { cwd: root, env });
const expected = check({ HOME: "" });

const folderIn = (cache: string): string => join(cache, "caregate/code");
const filesIn = (cache: string): string[] =>
  existsSync(folderIn(cache)) ? readdirSync(folderIn(cache)).filter((file) => file.endsWith(".bin")) : [];
const sharedIn = (cache: string): string => {
  const name = filesIn(cache).find((file) => file.startsWith(`shared-${process.version}-`));
  return join(folderIn(cache), name ?? "none");
};

/** A cache folder after one check. */
function filled(): string {
  const cache = temporaryFolder();
  expect(check({ XDG_CACHE_HOME: cache })).toEqual(expected);
  return cache;
}

describe("kept code", () => {
  test("is written by a check for this user alone, and read by the next one", () => {
    expect(expected.code).toBe(1);
    const cache = filled();
    const file = sharedIn(cache);
    if (posix) {
      expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
      expect(statSync(file).mode & 0o777).toBe(0o600);
    }
    const before = statSync(file);
    expect(check({ XDG_CACHE_HOME: cache })).toEqual(expected);
    // Code that V8 refuses would have been written again.
    expect([statSync(file).mtimeMs, statSync(file).ino]).toEqual([before.mtimeMs, before.ino]);
  });

  test("begins with a digest of the program and the code", () => {
    const kept = readFileSync(sharedIn(filled()));
    const source = readFileSync(join(project, "dist/chunks/shared.cjs"));
    const digest = createHash("sha256").update(source).update(kept.subarray(32)).digest();
    expect(kept.subarray(0, 32).equals(digest)).toBe(true);
  });

  test.each([
    ["one byte is another", (kept: Buffer) => kept.fill(kept.readUInt8(70_000) ^ 1, 70_000, 70_001)],
    ["its end is missing", (kept: Buffer) => kept.subarray(0, kept.length / 2)],
    ["nothing is left", () => Buffer.alloc(0)],
    ["it is of another program", (kept: Buffer) => Buffer.concat([digestWith("another"), kept.subarray(32)])],
  ])("that is damaged is not run, but written again: %s", (_, damage) => {
    const cache = filled();
    const file = sharedIn(cache);
    const digestOf = (kept: Buffer): string => kept.subarray(0, 32).toString("hex");
    writeFileSync(file, damage(readFileSync(file)));
    expect(check({ XDG_CACHE_HOME: cache })).toEqual(expected);
    const kept = readFileSync(file);
    const source = readFileSync(join(project, "dist/chunks/shared.cjs"));
    expect(digestOf(kept)).toBe(createHash("sha256").update(source).update(kept.subarray(32)).digest("hex"));
  });

  test("of another version of Node is removed when new code is written", () => {
    const cache = filled();
    const old = join(folderIn(cache), "shared-v20.0.0-x64.bin");
    writeFileSync(old, "");
    writeFileSync(sharedIn(cache), "");
    expect(check({ XDG_CACHE_HOME: cache })).toEqual(expected);
    expect(existsSync(old)).toBe(false);
    expect(filesIn(cache).length).toBeGreaterThan(3);
  });

  test("is not written by other commands", () => {
    const cache = temporaryFolder();
    expect(cli(["rules"], { cwd: root, env: { XDG_CACHE_HOME: cache } }).code).toBe(0);
    expect(cli(["--version"], { cwd: root, env: { XDG_CACHE_HOME: cache } }).code).toBe(0);
    expect(filesIn(cache)).toEqual([]);
  });
});

const digestWith = (text: string): Buffer => createHash("sha256").update(text).digest();

describe("no code is kept", () => {
  const unused = (cache: string, env: Record<string, string> = {}): void => {
    expect(check({ XDG_CACHE_HOME: cache, ...env })).toEqual(expected);
    expect(filesIn(cache)).toEqual([]);
  };
  test("in a work tree of git, where a change could bring it along", () => {
    const tree = temporaryFolder();
    execFileSync("git", ["init", "--quiet"], { cwd: tree });
    unused(join(tree, "deep/cache"));
  });
  test.runIf(posix)("in a folder that others can use", () => {
    const cache = temporaryFolder();
    mkdirSync(folderIn(cache), { recursive: true });
    chmodSync(folderIn(cache), 0o755);
    unused(cache);
  });
  test.runIf(posix)("in a folder that others can replace", () => {
    const cache = temporaryFolder();
    mkdirSync(folderIn(cache), { recursive: true, mode: 0o700 });
    chmodSync(cache, 0o777);
    unused(cache);
  });
  test.runIf(posix)("behind a link", () => {
    const [cache, other] = [temporaryFolder(), temporaryFolder()];
    mkdirSync(join(cache, "caregate"), { mode: 0o700 });
    symlinkSync(other, folderIn(cache));
    unused(cache);
  });
  test("in a relative folder, or where the variable of Node forbids it", () => {
    expect(check({ HOME: "", XDG_CACHE_HOME: "cache" })).toEqual(expected);
    expect(existsSync(join(root, "cache"))).toBe(false);
    unused(temporaryFolder(), { NODE_DISABLE_COMPILE_CACHE: "1" });
  });
});
