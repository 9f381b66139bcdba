// Compiled code is run as it is: no folder that the author of a change can write to may hold it.
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { userCacheFolder } from "../../src/repository/private-folder.ts";
import { repository, temporaryFolder } from "../support/repository.ts";

test("compiled code is kept in a folder of the user", () => {
  const [home, cwd] = [temporaryFolder(), repository({})];
  const folder = join(home, ".cache", "caregate");
  expect(userCacheFolder({ HOME: home }, cwd)).toBe(folder);
  expect(userCacheFolder({ HOME: cwd, XDG_CACHE_HOME: join(home, "new/cache") }, cwd)).toBe(
    join(home, "new/cache/caregate"),
  );
  expect(userCacheFolder({ LOCALAPPDATA: home }, cwd)).toBe(join(home, "caregate"));
});

test("compiled code is not kept in a checkout", () => {
  const [root, plain, elsewhere] = [repository({}), temporaryFolder(), temporaryFolder()];
  mkdirSync(join(root, "deploy"));
  symlinkSync(root, join(elsewhere, "link"));
  for (const XDG_CACHE_HOME of [
    root,
    join(root, "deploy"),
    join(root, "none/yet"),
    join(elsewhere, "link"),
    join(elsewhere, "link/none"),
    "cache",
    "./cache",
  ])
    expect(userCacheFolder({ XDG_CACHE_HOME }, plain), XDG_CACHE_HOME).toBeUndefined();
  // A folder without git is a checkout, too, if the command runs in it.
  expect(userCacheFolder({ XDG_CACHE_HOME: join(plain, "cache") }, plain)).toBeUndefined();
  expect(userCacheFolder({ XDG_CACHE_HOME: `${plain}-cache` }, plain)).toBe(`${plain}-cache/caregate`);
  expect(userCacheFolder({}, plain)).toBeUndefined();
});
