// What a check of each hostile file takes: at most 3 seconds of processor and 400 MB are wanted.
//
//   node bench/hostile.mjs [--only WORD]
//
// Run it in the root of a built checkout. Each file is checked with all packs in a repository with one more manifest.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bundled } from "./bundle.mjs";

const [SECONDS, MEGABYTES] = [3, 400];
const root = resolve(import.meta.dirname, "..");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const { foreignTexts, manifests } = await import(await bundled(root, "hostile.entry.ts"));
const example = readFileSync(join(root, "examples/deploy/theatre-scheduling.yaml"), "utf8");
const settings = readFileSync(join(root, "examples/.caregate/config.yaml"), "utf8");

const hook =
  "process.on('exit', () => { const u = process.resourceUsage(); process.stderr.write(`\\nUSED ${u.userCPUTime + u.systemCPUTime} ${u.maxRSS}`); })";

/** What a check takes: seconds by the clock and of the processor, memory, and the exit code. */
function measure(text) {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-hostile-")));
  try {
    for (const name of [".caregate", "deploy"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, ".caregate/config.yaml"), settings);
    writeFileSync(join(folder, "deploy/example.yaml"), example);
    writeFileSync(join(folder, "deploy/hostile.yaml"), text);
    const from = performance.now();
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${hook}`, join(root, "dist/cli.js"), "check", "--threads", "1"],
      { cwd: folder, encoding: "utf8", maxBuffer: 1 << 30, timeout: 120_000 },
    );
    const [, used = "NaN", memory = "NaN"] = /USED (\d+) (\d+)$/.exec(stderr) ?? [];
    const wall = (performance.now() - from) / 1000;
    return { wall, cpu: Number(used) / 1e6, megabytes: Number(memory) / 1024, status, kilobytes: stdout.length / 1024 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

// The words of a manifest in a comment have each text parsed.
const read = Object.entries(foreignTexts).map(([name, text]) => [name, `# caregate/v1 AIDeployment\n${text}`]);
const texts = [...read, ...Object.entries(manifests).map(([name, make]) => [name, make()])];
let [over, count, slowest, largest] = [0, 0, 0, 0];
for (const [name, text] of texts.filter(([name]) => name.includes(only))) {
  const { wall, cpu, megabytes, status, kilobytes } = measure(text);
  const fits = cpu <= SECONDS && megabytes <= MEGABYTES && status !== null && status <= 2;
  [over, count] = [over + Number(!fits), count + 1];
  [slowest, largest] = [Math.max(slowest, cpu), Math.max(largest, megabytes)];
  console.log(
    `${name}: exit ${status}, ${cpu.toFixed(2)} s of processor, ${wall.toFixed(2)} s by the clock, ${Math.round(megabytes)} MB, ${Math.round(kilobytes)} kB of output${fits ? "" : "  <- too much"}`,
  );
}
console.log(
  `${count} hostile files: at most ${slowest.toFixed(2)} s and ${Math.round(largest)} MB, ${over} over the limits`,
);
process.exitCode = over > 0 ? 1 : 0;
