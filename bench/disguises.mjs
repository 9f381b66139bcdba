// Checks generated disguises of a manifest: `node bench/disguises.mjs [count] [first]`, by default 20,000 from number 0. Every
// disguise that a check passes over is printed, and any makes the exit code 1.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

/** The disguises that share a repository. */
const TOGETHER = 1000;

const root = fileURLToPath(new URL("../", import.meta.url));
const { silentDisguises } = await import(await bundled(root, "disguises.entry.ts"));
const [count, first] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 0)];
const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-bench-")));
let found = 0;
try {
  for (let at = first; at < first + count; at += TOGETHER) {
    const silent = await silentDisguises(folder, at, Math.min(TOGETHER, first + count - at));
    found += silent.length;
    for (const one of silent) console.log(JSON.stringify(one));
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${count} disguises in three ways: ${found} silent`);
process.exitCode = found > 0 ? 1 : 0;
