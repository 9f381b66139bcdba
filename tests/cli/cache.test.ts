// `check --cache`: where results are kept, and when they are not.
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { checkCommand } from "../../src/cli/commands/check.ts";
import { answering, governed } from "../support/governed-repository.ts";
import { commitAll, repository, temporaryFolder } from "../support/repository.ts";
import { invoke } from "../support/invoke.ts";

const before = process.env["XDG_CACHE_HOME"];
let cache: string;
beforeEach(() => {
  cache = temporaryFolder();
  process.env["XDG_CACHE_HOME"] = cache;
});
afterEach(() => {
  if (before === undefined) delete process.env["XDG_CACHE_HOME"];
  else process.env["XDG_CACHE_HOME"] = before;
});

const kept = (folder: string): number => (existsSync(folder) ? readdirSync(folder).length : 0);
const root = (): string => repository({ ...governed, "a.yaml": answering(99) });

test("results are kept where it is asked for, and the output is the same", async () => {
  const cwd = root();
  const own = join(cache, "caregate/results");
  const plain = await invoke(checkCommand, ["--threads", "1"], cwd);
  expect(kept(own)).toBe(0);
  for (const run of ["first", "second"]) expect(await invoke(checkCommand, ["--cache"], cwd), run).toEqual(plain);
  expect(kept(own)).toBe(1);
  const other = join(temporaryFolder(), "named");
  // What follows is a path to check, not the folder.
  expect(await invoke(checkCommand, [`--cache=${other}`, "a.yaml"], cwd)).toMatchObject({ code: plain.code });
  expect(kept(other)).toBe(1);
});

test("a change is decided from kept results only where a folder is named", async () => {
  const cwd = root();
  commitAll(cwd, "first");
  const plain = await invoke(checkCommand, ["--base", "HEAD"], cwd);
  const off = await invoke(checkCommand, ["--base", "HEAD", "--cache"], cwd);
  expect(off).toEqual({ ...plain, stderr: `caregate: --cache is off with --base: name the folder to use it, --cache=DIR\n${plain.stderr}` }); // prettier-ignore
  expect(kept(join(cache, "caregate"))).toBe(0);
  const folder = join(temporaryFolder(), "named");
  for (const run of ["first", "second"])
    expect(await invoke(checkCommand, ["--base", "HEAD", `--cache=${folder}`], cwd), run).toEqual(plain);
  expect(kept(folder)).toBeGreaterThan(0);
});

test("a folder that is not safe ends the command", async () => {
  const cwd = root();
  expect(await invoke(checkCommand, ["--cache=here"], cwd)).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/is in a checkout/) }); // prettier-ignore
  expect(await invoke(checkCommand, ["--cache="], cwd)).toMatchObject({ code: 2, stderr: "--cache takes a value (DIR), not ``" }); // prettier-ignore
  process.env["XDG_CACHE_HOME"] = join(cwd, "cache");
  expect((await invoke(checkCommand, ["--cache"], cwd)).stderr).toMatch(/no folder of yours outside the checkout/);
});
