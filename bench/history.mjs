// How long the history of verdicts of a generated repository takes compared with evaluating each distinct state once, and how
// much memory; and whether what is found is what is known. `--packs` adds the built-in packs.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { generate, judgeDistinct } = await import(await bundled(root, "history.entry.ts"));

const packs = process.argv.includes("--packs");
const size = { commits: 1000, deployments: 100, policyChanges: 60, waivers: 15, packs };
// On a machine that others use too, processor time says more than the clock.
const tell = `data:text/javascript,${encodeURIComponent('process.on("exit", () => { const { userCPUTime, maxRSS } = process.resourceUsage(); console.error(`used ${userCPUTime / 1e6} ${maxRSS / 1024}`); })')}`;
const folder = realpathSync(mkdtempSync(join(tmpdir(), "caregate-bench-")));

function told(known, ...args) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", tell, join(root, "dist/cli.js"), "history", ...args, "--format", "json", "--as-of", known.lastDay],
    {
      cwd: join(folder, known.folder),
      encoding: "utf8",
      maxBuffer: 1 << 30,
    },
  );
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (status !== 0) throw new Error(stderr || stdout.slice(0, 2000));
  const [, processor, megabytes] = /^used (\S+) (\S+)$/m.exec(stderr).map(Number);
  console.log(
    `caregate history ${args.join(" ")}: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor, ${megabytes.toFixed(0)} MB at most`,
  );
  return { report: JSON.parse(stdout), seconds, processor };
}

/** Compares what is found with what is known, row by row. */
function compare(what, found, wanted) {
  const [a, b] = [found, wanted].map((rows) => rows.map((row) => JSON.stringify(row)));
  const missing = b.filter((row) => !a.includes(row));
  const invented = a.filter((row) => !b.includes(row));
  console.log(`${what}: ${wanted.length} known, ${missing.length} missing, ${invented.length} invented`);
  for (const row of [...missing.slice(0, 3), ...invented.slice(0, 3)]) console.log(`  ${row}`);
}

try {
  execFileSync("git", ["init", "-q", "-b", "main"], { cwd: folder });
  const known = generate(folder, size);
  const name = (number) => (number === null ? null : known.commits[number]);
  const distinct = await judgeDistinct(join(folder, known.folder), known.lastDay);
  console.log(
    `${distinct.states} distinct states, each evaluated once: ${distinct.seconds.toFixed(1)} s, ${distinct.processor.toFixed(1)} s of processor`,
  );
  const { report, seconds, processor } = told(known, "--verdicts");
  console.log(
    `ratio ${(seconds / distinct.seconds).toFixed(2)} by the clock, ${(processor / distinct.processor).toFixed(2)} by the processor`,
  );
  told(known, "--verdicts");
  const own = report.violations.filter(({ rule }) => rule.startsWith("house/"));
  compare(
    "violations",
    own.map(({ deployment, rule, appeared, ended }) => [
      deployment,
      rule,
      appeared.day,
      appeared.commit,
      ended?.day ?? null,
      ended?.commit ?? null,
    ]),
    known.lives.map((one) => [one.deployment, one.rule, one.appeared, name(one.by), one.ended, name(one.endedBy)]),
  );
  if (!packs) {
    const { report: policies } = told(known);
    const changes = policies.entries.flatMap(({ commit, changes: all }) =>
      all.filter(({ what }) => what === "parameter").map((one) => [commit, one.name, one.direction]),
    );
    compare(
      "changes of policies",
      changes,
      known.changes.map((one) => [name(one.commit), one.parameter, one.direction]),
    );
    const loosened = policies.loosenings
      .filter(({ what }) => what === "parameter")
      .map(({ from, name: what, until }) => [from.commit, what, until?.commit ?? null]);
    compare(
      "loosenings",
      loosened,
      known.changes
        .filter(({ direction }) => direction === "loosened")
        .map((one) => [name(one.commit), one.parameter, name(one.until)]),
    );
    const events = policies.waivers.flatMap(({ id, events: all }) =>
      all.map(({ kind, day, commit }) => [id, kind, day, commit]),
    );
    compare(
      "events of waivers",
      events,
      known.waivers.flatMap(({ id, events: all }) => all.map(([kind, day, commit]) => [id, kind, day, name(commit)])),
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
