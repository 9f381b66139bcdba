// Compares what is searched in generated work trees, commits and histories with what git lists: `node bench/checkouts.mjs
// [count] [first]`, by default 20,000 from number 0. Every difference is printed, and any makes the exit code 1.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

/** One in so many work trees has a repository of its own. The others share one with as many. */
const TOGETHER = 200;

const root = fileURLToPath(new URL("../", import.meta.url));
const { compareWithGit } = await import(await bundled(root, "checkouts.entry.ts"));
const [count, first] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 0)];
const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-bench-")));
let [files, different] = [0, 0];
function compare(from, together) {
  const compared = compareWithGit(folder, from, together);
  files += compared.files;
  different += compared.differences.length;
  for (const one of compared.differences) console.log(JSON.stringify(one));
}
try {
  for (let at = first; at < first + count; at += TOGETHER) {
    compare(at, 1);
    const others = Math.min(TOGETHER, first + count - at) - 1;
    if (others > 0) compare(at + 1, others);
    if (process.stderr.isTTY) process.stderr.write(`\r${at - first} of ${count}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${count} work trees, ${files} documents once committed: ${different} differences from git`);
process.exitCode = different > 0 ? 1 : 0;
