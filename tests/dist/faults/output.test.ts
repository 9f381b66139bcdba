// What is written is written whole or not at all, and nothing is left beside it.
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, readFileSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { checkCommand } from "../../../src/cli/commands/check.ts";
import { initCommand } from "../../../src/cli/commands/init.ts";
import { writeFileAtomically } from "../../../src/repository/write-file.ts";
import { invoke } from "../../support/invoke.ts";
import { project, repository, temporaryFolder, write } from "../../support/repository.ts";
import { answering, governed } from "../../support/governed-repository.ts";

const cliFile = join(project, "dist/cli.js");
const full = "/dev/full";
const hasFullDevice = existsSync(full);
const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;

/** Runs a line of shell in which `$caregate` is the command. */
function shell(line: string, cwd: string): { code: number | null; stdout: string; stderr: string } {
  const caregate = `"${process.execPath}" "${cliFile}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["--norc", "-c", line.replaceAll("$caregate", () => caregate)], {
    cwd,
    env: { PATH: process.env["PATH"] ?? "", NODE: process.execPath },
    stdio: ["ignore", "pipe", "pipe"],
    encoding: "utf8",
  });
  return { code: status, stdout, stderr };
}

/** The command with a function of the file system replaced; `real` is the function itself. */
function preloaded(name: "fs.renameSync" | "fs.writeFileSync" | "fs.openSync", body: string): string {
  const folder = temporaryFolder();
  const code = `const real = ${name}; ${name} = (...args) => { ${body} }; syncBuiltinESMExports();`;
  write(folder, {
    "preload.mjs": `import fs from "node:fs"; import { syncBuiltinESMExports } from "node:module"; ${code}`,
  });
  return `"$NODE" --import ${join(folder, "preload.mjs")} "${cliFile}"`;
}

const governedBy = (): string => repository({ ...governed, "a.yaml": answering(12) });

describe.skipIf(!hasBash || !hasFullDevice)("a full disk", () => {
  test("below standard output is a sentence and exit code 2, whatever the verdict", () => {
    const { code, stderr } = shell(`$caregate check . > ${full}`, governedBy());
    expect(stderr).toMatch(/^caregate: cannot write to standard output: ENOSPC.*\n$/);
    expect(code).toBe(2);
  });

  test("below standard error changes no exit code", () => {
    expect(shell(`$caregate check --nonsense 2> ${full}`, governedBy()).code).toBe(2);
  });

  test("of a device that was named: it is written to, and nothing takes its place", () => {
    const { code, stderr } = shell(`$caregate check . --output ${full}`, governedBy());
    expect(stderr).toMatch(/^caregate: cannot write \/dev\/full: ENOSPC.*\n$/);
    expect(code).toBe(2);
    expect(statSync(full).isCharacterDevice()).toBe(true);
  });
});

test.skipIf(!hasBash)("no room for a file leaves what was there, and nothing beside it", () => {
  const root = repository({ "a.yaml": answering(12), "out/report.json": "the last one" });
  // A limit on the size of files is met as a full disk is: after the first blocks.
  const { code, stderr } = shell(`ulimit -f 8; $caregate check . --format json --all --output out/report.json`, root);
  expect(stderr).toMatch(/^caregate: cannot write .*report\.json: EFBIG.*\n$/);
  expect(code).toBe(2);
  expect(readdirSync(join(root, "out"))).toEqual(["report.json"]);
  expect(readFileSync(join(root, "out/report.json"), "utf8")).toBe("the last one");
});

describe("where a file cannot be", () => {
  test("below another file, or in place of a folder", async () => {
    const root = governedBy();
    for (const output of ["a.yaml/report.json", ".caregate"]) {
      const { code, stderr } = await invoke(checkCommand, [".", "--output", output], root);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^cannot write .*: E/)]);
    }
    const init = await invoke(initCommand, ["a.yaml/new.yaml"], root);
    expect([init.code, init.stderr]).toEqual([2, expect.stringMatching(/^cannot write .*: E/)]);
    expect(readdirSync(root).toSorted()).toEqual([".caregate", ".git", "a.yaml"]);
  });

  test("in a folder that vanishes while the report is written", () => {
    const root = governedBy();
    const run = preloaded("fs.renameSync", "fs.rmSync('out', { recursive: true }); return real(...args);");
    const { code, stderr } = shell(`${run} check . --output out/report`, root);
    expect(stderr).toMatch(/^caregate: cannot write .*report: ENOENT.*\n$/);
    expect(code).toBe(2);
    expect(readdirSync(root).toSorted()).toEqual([".caregate", ".git", "a.yaml"]);
  });
});

describe("what a report takes the place of", () => {
  test("a link is replaced, and what it leads to stays as it is", () => {
    const folder = temporaryFolder();
    write(folder, { precious: "precious" });
    symlinkSync("precious", join(folder, "report"));
    writeFileAtomically(join(folder, "report"), "text");
    expect(readFileSync(join(folder, "precious"), "utf8")).toBe("precious");
    expect(readFileSync(join(folder, "report"), "utf8")).toBe("text");
  });

  test("who might read it before may read it after, and nobody else", () => {
    const file = join(temporaryFolder(), "report");
    writeFileSync(file, "");
    chmodSync(file, 0o600);
    writeFileAtomically(file, "text");
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test("a pipe is written to", () => {
    const { stdout } = shell(`mkfifo p; $caregate check . --output p & cat p; wait`, governedBy());
    expect(stdout).toContain("pass, as of ");
  });
});

describe.skipIf(!hasBash)("a signal", () => {
  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ])("%s while the report is written: it is whole, nothing is beside it, and the exit code shows it", (name, code) => {
    const root = governedBy();
    const half = `real(args[0], args[1].slice(0, 100)); process.kill(process.pid, "${name}");`;
    const run = preloaded("fs.writeFileSync", `${half} return real(args[0], args[1].slice(100));`);
    expect(shell(`${run} check . --format json --output out/report.json; exit $?`, root).code).toBe(code);
    expect(readdirSync(join(root, "out"))).toEqual(["report.json"]);
    expect(JSON.parse(readFileSync(join(root, "out/report.json"), "utf8"))).toMatchObject({ verdict: "pass" });
  });

  test("while it runs leaves nothing", () => {
    const root = governedBy();
    const run = preloaded(
      "fs.openSync",
      `if (String(args[0]).endsWith("a.yaml")) process.kill(process.pid, "SIGTERM"); return real(...args);`,
    );
    const { code, stdout } = shell(`${run} check . --output out/report.txt; exit $?`, root);
    expect([code, stdout]).toEqual([143, ""]);
    expect(readdirSync(root).toSorted()).toEqual([".caregate", ".git", "a.yaml"]);
  });
});

test.skipIf(!hasBash)("a current folder that is gone is a sentence", () => {
  const { code, stderr } = shell(`mkdir gone; cd gone; rmdir ../gone; $caregate check ..`, temporaryFolder());
  expect(stderr).toBe("caregate: the current folder is gone: change to one that is there\n");
  expect(code).toBe(2);
});

test.skipIf(!hasBash)("with nowhere to write to, the exit code shows it", () => {
  const root = repository({ ...governed, "a.yaml": answering(99) });
  expect(shell(`$caregate check . >&- 2>&-`, root).code).toBe(1);
});
