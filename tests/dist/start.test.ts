// What a check loads of Node: each module takes milliseconds of a run that takes some hundred.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answering, governed } from "../support/governed-repository.ts";
import { cli, repository, temporaryFolder } from "../support/repository.ts";

/** The modules of Node that a command has loaded when it ends, such as `child_process`. */
function loadedBy(args: readonly string[]): string[] {
  const cwd = repository({ ...governed, "a.yaml": answering(99) });
  const folder = temporaryFolder();
  const [hook, list] = [join(folder, "hook.cjs"), join(folder, "list.json")];
  const store = `require("node:fs").writeFileSync(${JSON.stringify(list)}, JSON.stringify(process.moduleLoadList))`;
  writeFileSync(hook, `process.on("exit", () => ${store});`);
  const env = { NODE_OPTIONS: `--require ${hook}`, HOME: "", XDG_CACHE_HOME: "" };
  expect(cli(args, { cwd, env }).code).toBe(1);
  const names = JSON.parse(readFileSync(list, "utf8")) as string[];
  return names.map((name) => name.replace(/^NativeModule /, ""));
}

test("a check loads no module of Node that it does not need", () => {
  const loaded = loadedBy(["check", ".", "--as-of", "2026-11-22"]);
  expect(loaded).toContain("crypto");
  for (const other of ["worker_threads", "internal/crypto/webcrypto"]) expect(loaded).not.toContain(other);
});
