// caregate against other tools over the same manifests: twenty rules in the language of each, every ratio from one run.
//
//   node bench/peers.mjs [--tools a,b] [--sizes 1,100] [--formats yaml,json] [--rounds n] [--limit seconds]
//                        [--out file.json] [--last] [--write]
//
// Needs dist/ as built, bash, and GNU time for the memory. Peers are installed into node_modules/.cache/caregate/peers,
// or the folder that CAREGATE_PEERS names, where their toolchain is there; building Kyverno takes a quarter of an hour.
// One manifest takes twice as many rounds, 10,000 take a fifth of them, and what takes over a minute takes one. A tool
// that would take longer than the limit for one run is left out. `--last` takes the last result instead of measuring;
// `--write` writes docs/performance.md.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bundled } from "./bundle.mjs";
import { knowsCores, measure, median } from "./measure.mjs";
import { corpus } from "./peers/corpus.mjs";
import { compare } from "./peers/outcomes.mjs";
import { profile } from "./peers/profile.mjs";
import { page } from "./peers/report.mjs";
import { caregate, subjects } from "./peers/subjects.mjs";
import { provide, tools } from "./peers/tools.mjs";

const root = resolve(import.meta.dirname, "..");
const cache = resolve(process.env.CAREGATE_PEERS ?? join(root, "node_modules/.cache/caregate/peers"));
const { values } = parseArgs({
  options: {
    tools: { type: "string" },
    sizes: { type: "string", default: "1,100,1000,10000" },
    formats: { type: "string", default: "yaml,json" },
    rounds: { type: "string", default: "5" },
    limit: { type: "string", default: "180" },
    out: { type: "string" },
    last: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
  },
});
const sizes = values.sizes.split(",").map(Number);
const last = join(cache, "last.json");
/** Seconds; what takes longer is run in the first round alone. */
const ONCE = 60;
/** Most manifests on which verdicts are compared. */
const COMPARED = 1000;

const save = (result, file) => writeFileSync(file, `${JSON.stringify(result, null, 1)}\n`);
const middle = (taken) => median(taken.map(({ wall }) => wall));

/** True if the time of the next size can be predicted from the two sizes before it. */
function expected(times, size) {
  const [before, latest] = [...times].slice(-2);
  if (!latest) return 0;
  const each = (latest[1] - before[1]) / (latest[0] - before[0]);
  return latest[1] + each * (size - latest[0]);
}

/** Runs everything in turns, so that each sees the same machine, and never what would take longer than the limit. */
function rounds(all, { format, size }, times) {
  const input = `${format}-${size}`;
  const left = [];
  const taking = all.filter(({ at, id }) => {
    if (at && !at({ format, size })) return false;
    const seconds = expected(times.get(id) ?? [], size);
    if (seconds > Number(values.limit))
      left.push({ subject: id, why: `would take about ${Math.ceil(seconds / 60)} minutes a run` });
    return seconds <= Number(values.limit);
  });
  const runs = new Map(taking.map(({ id }) => [id, []]));
  const count = Math.max(
    1,
    size === 1
      ? Number(values.rounds) * 2
      : size >= 10_000
        ? Math.round(Number(values.rounds) / 5)
        : Number(values.rounds),
  );
  for (let round = 0; round < count; round++) {
    for (let turn = 0; turn < taking.length; turn++) {
      const subject = taking[(turn + round) % taking.length];
      if (left.some((one) => one.subject === subject.id) || runs.get(subject.id)[0]?.wall > ONCE) continue;
      const output = round === 0 ? join(cache, `output-${subject.id}`) : undefined;
      const { status, said, ...taken } = measure(subject.command(input), output);
      if (subject.codes.includes(status)) {
        runs.get(subject.id).push(taken);
      } else {
        left.push({ subject: subject.id, why: `exits ${status}` });
        console.error(said);
      }
    }
  }
  for (const [id, taken] of runs) {
    if (taken.length === 0) continue;
    times.set(id, [...(times.get(id) ?? []), [size, middle(taken)]]);
    console.error(`${input} ${id}: ${middle(taken).toFixed(2)} s`);
  }
  return { format, size, left, runs: Object.fromEntries([...runs].filter(([, taken]) => taken.length > 0)) };
}

const firstLine = (file, args) => execFileSync(file, args, { encoding: "utf8" }).split("\n")[0];
const machine = () => ({
  processor: cpus()[0].model,
  cores: availableParallelism(),
  gigabytes: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${release()}`,
  node: process.version,
  yaml: JSON.parse(readFileSync(join(root, "node_modules/yaml/package.json"), "utf8")).version,
});

/** What each tool's output of the first round says, held against what is known. */
function verdictsOf(all, { size, runs }, known) {
  const judged = Object.fromEntries(Object.entries(known).slice(0, size));
  const compared = all.filter(({ id, verdicts }) => verdicts && runs[id]);
  return Object.fromEntries(
    compared.map(({ id, verdicts }) => [
      id,
      compare(judged, verdicts(readFileSync(join(cache, `output-${id}`), "utf8"))),
    ]),
  );
}

/** Whether a peer is faster than caregate, from 100 manifests on. */
function slower({ size, runs }) {
  return (
    size >= 100 &&
    runs.caregate !== undefined &&
    tools.some(({ name }) => runs[name] && middle(runs[name]) < middle(runs.caregate))
  );
}

async function run() {
  mkdirSync(cache, { recursive: true });
  const wanted = values.tools?.toLowerCase().split(",");
  const unknown = wanted?.find((one) => !tools.some(({ name }) => name.toLowerCase() === one));
  if (unknown) throw new Error(`\`${unknown}\` is none of ${tools.map(({ name }) => name.toLowerCase()).join(", ")}`);
  const asked = tools.filter(({ name }) => !wanted || wanted.includes(name.toLowerCase()));
  const peers = asked.map((tool) => ({ tool, ...provide(tool, cache) }));
  const present = peers.filter(({ folder }) => folder);
  const { folder, known } = corpus(root, cache, sizes);
  const all = subjects(root, folder, await bundled(root, "peers/parse.mjs"), present).filter(
    ({ command }) => knowsCores || !command("").oneCore,
  );
  const compared = Math.max(0, ...sizes.filter((size) => size <= COMPARED));
  const result = {
    date: new Date().toISOString().slice(0, 10),
    commit: firstLine("git", ["-C", root, "rev-parse", "--short=12", "HEAD"]),
    machine: machine(),
    versions: Object.fromEntries(present.map(({ tool }) => [tool.name, tool.version])),
    absent: peers.flatMap(({ tool, absent }) => (absent ? [{ name: tool.name, why: absent }] : [])),
    bytes: median(Object.values(known).map(({ bytes }) => bytes)),
    compared,
    results: [],
    outcomes: {},
    profile: null,
  };
  const loads = [];
  for (const format of values.formats.split(",")) {
    const times = new Map();
    for (const size of sizes) {
      const measured = rounds(all, { format, size }, times);
      result.results.push(measured);
      loads.push(loadavg()[0]);
      result.load = median(loads);
      if (size <= COMPARED)
        result.outcomes[format] = { ...result.outcomes[format], ...verdictsOf(all, measured, known) };
      // A run may take an hour: what was measured is kept though it is broken off.
      save(result, last);
    }
  }
  if (compared > 0 && result.results.some(slower)) {
    result.profile = { size: compared, ...(await profile(root, caregate(root, folder, "rules", `yaml-${compared}`))) };
  }
  return result;
}

if (values.last && !existsSync(last)) throw new Error("there is no last result: run without --last");
const result = values.last ? JSON.parse(readFileSync(last, "utf8")) : await run();
for (const file of [last, ...(values.out ? [values.out] : [])]) save(result, file);
const text = page(result);
console.log(text);
if (values.write) writeFileSync(join(root, "docs/performance.md"), text);
