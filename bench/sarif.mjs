// Holds our SARIF against Microsoft's own validator, which is installed into a temporary folder.
//
//   node bench/sarif.mjs
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const VERSION = "5.7.0";
const root = resolve(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "caregate-sarif-"));

try {
  writeFileSync(join(folder, "package.json"), "{}");
  execFileSync("npm", ["install", "--no-audit", "--no-fund", `@microsoft/sarif-multitool@${VERSION}`], {
    cwd: folder,
    stdio: "ignore",
  });
  const file = join(folder, "report.sarif");
  spawnSync("node", [join(root, "dist/cli.js"), "check", "examples", "--all", "--format", "sarif", "--output", file], {
    cwd: root,
  });
  const { stdout } = spawnSync("npx", ["sarif-multitool", "validate", file], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
  });
  const told = stdout.split("\n").filter((line) => / (error|warning|note) /.test(line));
  for (const level of ["error", "warning", "note"]) {
    const codes = told.filter((line) => line.includes(` ${level} `)).map((line) => / (SARIF\d+)/.exec(line)?.[1]);
    console.log(`${level}: ${codes.length}${codes.length > 0 ? ` (${[...new Set(codes)].join(", ")})` : ""}`);
  }
  process.exitCode = told.some((line) => line.includes(" error ")) || !stdout.includes("Analysis completed") ? 1 : 0;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
