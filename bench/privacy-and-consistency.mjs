// Simulates honest and wrong totals of differential privacy, honest and forged reports, and months of monitoring.
// The seed is printed. `--reports N` sets the number of honest reports per way to publish (1,500 of seven ways by
// default), `--mixes N` the number of mixes of releases, and `--part NAME` runs one part: privacy, honest, forged or
// monitoring. With `--write` the tables go into docs/statistics.md.
// The totals in tests/fixtures/privacy-totals.json are those of dp-accounting 0.6.0 (RdpAccountant with its own orders,
// PLDAccountant with an interval of 1e-3) for 2,000 random mixes of Gaussian, Laplace and DP-SGD releases.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { forgedRows, honestRows, monitoringRows, privacyRows } = await import(
  await bundled(root, "privacy-and-consistency.entry.ts")
);

/** @type {(name: string, otherwise: number) => number} */
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const seed = option("seed", 20261122);
const reports = option("reports", 1500);
const mixes = JSON.parse(readFileSync(`${root}tests/fixtures/privacy-totals.json`, "utf8"));

const parts = {
  privacy: () => privacyRows(mixes.slice(0, option("mixes", mixes.length))),
  honest: () => honestRows(reports, seed),
  forged: () => forgedRows(Math.ceil(reports / 5), seed),
  monitoring: () => monitoringRows(reports, seed),
};

/** @type {(row: { found: number, runs: number, limit: { atMost?: number, atLeast?: number } }) => boolean} */
const kept = ({ found, runs, limit: { atMost = 1, atLeast = 0 } }) => found / runs <= atMost && found / runs >= atLeast;
/** @type {(limit: { atMost?: number, atLeast?: number }) => string} */
const limitText = ({ atMost, atLeast }) =>
  atMost !== undefined
    ? `at most ${atMost}`
    : atLeast !== undefined
      ? `at least ${Number(atLeast.toPrecision(3))}`
      : "";

/** Puts a table between the marks of its part in docs/statistics.md. */
function write(name, table) {
  const file = `${root}docs/statistics.md`;
  const [begin, end] = [`<!-- simulated: ${name} -->`, `<!-- end: ${name} -->`];
  const [before, rest] = readFileSync(file, "utf8").split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${file} has no place for the part ${name}`);
  writeFileSync(file, `${before}${begin}\n\n${table}\n\n${end}${after}`);
}

console.log(`seed ${seed}`);
const only = process.argv.includes("--part") ? process.argv[process.argv.indexOf("--part") + 1] : undefined;
for (const [name, run] of Object.entries(parts)) {
  if (only !== undefined && only !== name) continue;
  const rows = run();
  const table = [
    "| What | Runs | Found | Share | Limit |",
    "| --- | --: | --: | --: | --- |",
    ...rows.map(
      (row) =>
        `| ${row.what} | ${row.runs} | ${row.found} | ${(row.found / row.runs).toFixed(4)} | ${limitText(row.limit)} |`,
    ),
  ].join("\n");
  console.log(`\n${name}\n\n${table}`);
  for (const row of rows.filter((one) => !kept(one))) {
    console.log(`BROKEN: ${row.what}`);
    process.exitCode = 1;
  }
  if (process.argv.includes("--write")) write(name, table);
}
