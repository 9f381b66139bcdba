// Mutation testing of the logic: how many small mistakes in src/logic would its tests notice? Takes long;
// for a night, not for every change. Stryker is installed into a temporary folder and is no dependency.
//
//   node bench/mutation/run.mjs            everything
//   node bench/mutation/run.mjs value.ts   one file of src/logic, or several
//   PROPERTIES=1 node bench/mutation/run.mjs value.ts   with the property tests, too: some hours for everything
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const VERSION = "9.6.1";
const root = resolve(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "caregate-mutation-"));
const run = (command, args, env = {}) =>
  execFileSync(command, args, { cwd: folder, stdio: "inherit", env: { ...process.env, ...env } });

try {
  // No tsconfig.json goes along: Stryker reads it with an interface that TypeScript 7 does not have.
  for (const name of ["src", "tests", "docs", "schemas", "policies", "package.json", "package-lock.json", ".npmrc"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const name of ["stryker.config.json", "vitest.mutation.config.mjs"])
    copyFileSync(join(root, "bench/mutation", name), join(folder, name));
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  const stryker = ["core", "vitest-runner"].map((name) => `@stryker-mutator/${name}@${VERSION}`);
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", ...stryker]);
  const files = process.argv.slice(2).map((name) => `src/logic/${name}`);
  // A hundred tries find what ten thousand find nearly always, and mutants are many.
  run("npx", ["stryker", "run", ...(files.length > 0 ? ["--mutate", files.join(",")] : [])], { PROPERTY_RUNS: "100" });
  summarise(JSON.parse(readFileSync(join(folder, "mutation.json"), "utf8")));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Prints what was killed of each file, and every mutant that was not. */
function summarise({ files }) {
  const all = { killed: 0, total: 0 };
  for (const [file, { mutants, source }] of Object.entries(files)) {
    const counted = mutants.filter(({ status }) => !["Ignored", "CompileError", "RuntimeError"].includes(status));
    const alive = counted.filter(({ status }) => status === "Survived" || status === "NoCoverage");
    all.killed += counted.length - alive.length;
    all.total += counted.length;
    console.log(`\n${file}: ${counted.length - alive.length} of ${counted.length} killed`);
    const lines = source.split("\n");
    for (const { location, mutatorName, replacement } of alive) {
      console.log(`  ${location.start.line}:${location.start.column} ${mutatorName}`);
      console.log(`    - ${lines[location.start.line - 1].trim()}`);
      console.log(`    + ${String(replacement).replaceAll(/\s+/g, " ").slice(0, 120)}`);
    }
  }
  console.log(`\n${all.killed} of ${all.total} killed, ${((100 * all.killed) / all.total).toFixed(1)} %`);
}
