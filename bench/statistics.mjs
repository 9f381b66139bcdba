// How often the statistics decide rightly, simulated by the functions that decide. It prints its seeds, and says the
// same wherever it runs.
//
//   node bench/statistics.mjs [--runs NUMBER] [--part gaps|calibration|dodges] [--write]
//
// `--write` puts each table into docs/statistics.md when it is done. Fails when a requirement is missed.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundled } from "./bundle.mjs";
import * as calibration from "./statistics/calibration.mjs";
import { dodges, honest, noticed } from "./statistics/dodges.mjs";
import * as gaps from "./statistics/gaps.mjs";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "1000" }, part: { type: "string" }, write: { type: "boolean" } },
});
const runs = Number(values.runs);
const SEED = 20261129;
const MOST_CALIBRATED_FAIL = 0.02;
/** Reports of each kind. An honest report is undecided where chance makes a gap look like one. */
const REPORTS = Math.ceil(runs / 10);
const MOST_HONEST_NOTICED = 0.05;

const root = resolve(import.meta.dirname, "..");
const library = await import(await bundled(root, "statistics.entry.ts"));
const percent = (count) => `${((100 * count) / runs).toFixed(1)} %`;
const number = (value) => value.toLocaleString("en-US");
const row = (cells) => `| ${cells.join(" | ")} |`;
const missed = [];

function gapTable() {
  const lines = [
    row(["Cases", "Prevalence", "Groups", "True gap", "Fails", "Passes", "Insufficient, monitored", "Undecided"]),
    row(["--:", "--:", "--:", "--:", "--:", "--:", "--:", "--:"]),
  ];
  gaps.cells.forEach((cell, i) => {
    const counts = gaps.cellOf(library, cell, runs, SEED + i);
    const name = `${cell.cases} cases, prevalence ${cell.prevalence}, ${cell.groups} groups, gap ${cell.gap}`;
    missed.push(...gaps.missed(cell, counts, runs).map((what) => `${name}: ${what}`));
    const states = ["fail", "pass", "monitored", "undecided"].map((state) => percent(counts[state]));
    lines.push(row([number(cell.cases), cell.prevalence, cell.groups, cell.gap, ...states]));
    console.error(`${name}, seed ${SEED + i}: ${JSON.stringify(counts)}`);
  });
  return lines;
}

function calibrationTable() {
  const lines = [row(["Cases", "Prevalence", "Groups", "Fails"]), row(["--:", "--:", "--:", "--:"])];
  calibration.cells.forEach((cell, i) => {
    const seed = SEED + 1000 + i;
    const failures = calibration.failuresIn(library, cell, runs, seed);
    if (failures / runs > MOST_CALIBRATED_FAIL)
      missed.push(`${cell.cases} cases, ${cell.groups} groups: ${failures} calibrated models fail`);
    lines.push(row([number(cell.cases), cell.prevalence, cell.groups, percent(failures)]));
  });
  return lines;
}

async function dodgeTable() {
  const outcomes = await library.createOutcomes(root);
  const lines = [row(["Report", "Noticed"]), row(["---", "--:"])];
  let seed = SEED + 2000;
  for (const [kind, variants] of Object.entries({ "Hidden gap": dodges, Honest: honest }))
    for (const [name, variant] of Object.entries(variants)) {
      const count = await noticed(outcomes, variant, REPORTS, seed++);
      const wrong = kind === "Honest" ? count / REPORTS > MOST_HONEST_NOTICED : count < REPORTS;
      if (wrong) missed.push(`${kind}, ${name}: noticed ${count} of ${REPORTS} times`);
      lines.push(row([`${kind}: ${name}`, `${count} of ${REPORTS}`]));
    }
  return lines;
}

/** Puts a table between the marks of its part in docs/statistics.md. */
function write(name, text) {
  const file = resolve(root, "docs/statistics.md");
  const place = new RegExp(`(<!-- begin ${name} -->\\n)[^]*?(<!-- end ${name} -->)`);
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(place, (_, begin, end) => `${begin}\n${text}\n\n${end}`),
  );
}

const seeds = `seeds from ${SEED}`;
const parts = {
  gaps: [gapTable, `${number(runs)} runs of each row, ${seeds}, sensitivity ${gaps.SENSITIVITY}.`],
  calibration: [calibrationTable, `${number(runs)} runs of each row, ${seeds}.`],
  dodges: [dodgeTable, `${number(REPORTS)} reports of each row, ${seeds}.`],
};
for (const [name, [table, about]] of Object.entries(parts)) {
  if (values.part !== undefined && values.part !== name) continue;
  const text = `${about}\n\n${(await table()).join("\n")}`;
  console.log(`${text}\n`);
  if (values.write) write(name, text);
}
for (const what of missed) console.error(`missed: ${what}`);
process.exitCode = missed.length > 0 ? 1 : 0;
