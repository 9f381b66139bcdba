// What a change does to caregate's speed, in half a minute: three ratios, each against something else measured in the
// same run, beside those kept last in history.json under this version of Node. Warns when one is off by a third; never
// fails.
//
//   node bench/ratios.mjs [--keep]
//
// `--keep` adds the ratios to history.json, under the current commit. Needs dist/ as built.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { bundled } from "./bundle.mjs";
import { measure } from "./measure.mjs";
import { corpus } from "./peers/corpus.mjs";
import { caregate } from "./peers/subjects.mjs";

const root = resolve(import.meta.dirname, "..");
const kept = join(root, "bench/history.json");
const MANIFESTS = 200;
const RULES = 200;

/** Ratio of the least that two kinds of work take, in turns: other work on the machine only ever adds. */
function ratio(rounds, ours, floor) {
  const taken = Array.from({ length: rounds }, () => [ours(), floor()]);
  const [least, ground] = [0, 1].map((which) => Math.min(...taken.map((pair) => pair[which])));
  return least / ground;
}

const processor = (command, codes) => () => {
  const { status, said, processor: seconds } = measure(command);
  if (!codes.includes(status)) throw new Error(`${command.args.join(" ")} exits ${status}: ${said}`);
  return seconds;
};

function start(node) {
  const one = {
    ...node,
    args: [join(root, "dist/cli.js"), "check", "examples/deploy/sepsis-early-warning.yaml", "--as-of", "2026-11-22"],
  };
  return ratio(6, processor(one, [0]), processor({ ...node, args: ["-e", "0"] }, [0]));
}

async function check(node) {
  const { folder } = corpus(root, join(root, "node_modules/.cache/caregate/peers"), [MANIFESTS]);
  const input = `yaml-${MANIFESTS}`;
  const parse = { ...node, args: [await bundled(root, "peers/parse.mjs"), join(folder, "packs", input)] };
  return ratio(4, processor(caregate(root, folder, "packs", input), [0, 1]), processor(parse, [0]));
}

async function evaluation() {
  const { prepare, prepareInput, evaluateAll, parse } = await import(await bundled(root, "logic.entry.ts"));
  // A block of each per turn: the first evaluation after a parse finds the processor's caches full of other things.
  const milliseconds =
    (work, prepared = () => undefined) =>
    () => {
      const times = Array.from({ length: 15 }, () => {
        const given = prepared();
        const begin = process.hrtime.bigint();
        work(given);
        return Number(process.hrtime.bigint() - begin) / 1e6;
      });
      return Math.min(...times);
    };
  let ratios = 0;
  const files = readdirSync(join(root, "examples/deploy"));
  for (const file of files) {
    const text = readFileSync(join(root, "examples/deploy", file), "utf8");
    const { rules, context } = await prepare(`${root}/`, `deploy/${file}`, RULES);
    ratios += ratio(
      4,
      milliseconds(
        (data) => evaluateAll(rules, data),
        () => prepareInput(context),
      ),
      milliseconds(() => parse(text)),
    );
  }
  return ratios / files.length;
}

const majorOf = (version) => version.split(".")[0];

function warn(text) {
  console.log(process.env.GITHUB_ACTIONS ? `::warning title=speed::${text}` : `warning: ${text}`);
}

async function run() {
  const node = { file: process.execPath, cwd: root };
  const ratios = { start: start(node), check: await check(node), evaluation: await evaluation() };
  const names = {
    start: "one manifest, all packs, the whole process, by `node -e 0`",
    check: `${MANIFESTS} manifests, all packs, by a bare parse of the same files`,
    evaluation: `evaluating ${RULES} rules by parsing the manifest`,
  };
  const history = JSON.parse(readFileSync(kept, "utf8"));
  const before = history.findLast((one) => majorOf(one.node) === majorOf(process.version)) ?? history.at(-1);
  for (const [key, value] of Object.entries(ratios)) {
    const last = before?.ratios[key];
    console.log(`${names[key]}: ${value.toFixed(3)}${last ? ` (${last.toFixed(3)} at ${before.commit})` : ""}`);
    if (last && value > (last * 4) / 3)
      warn(`${names[key]} takes ${value.toFixed(3)}, which was ${last.toFixed(3)} at ${before.commit}`);
    if (last && value < (last * 3) / 4)
      warn(
        `${names[key]} takes ${value.toFixed(3)} only, which was ${last.toFixed(3)} at ${before.commit}: keep it with node bench/ratios.mjs --keep`,
      );
  }
  if (!process.argv.includes("--keep")) return;
  const commit = execFileSync("git", ["-C", root, "rev-parse", "--short=12", "HEAD"], { encoding: "utf8" }).trim();
  const rounded = Object.fromEntries(Object.entries(ratios).map(([key, value]) => [key, Number(value.toFixed(4))]));
  const entries = [
    ...history.filter((one) => one.commit !== commit),
    { commit, date: new Date().toISOString().slice(0, 10), node: process.version, ratios: rounded },
  ];
  writeFileSync(kept, `[\n${entries.map((one) => `  ${JSON.stringify(one)}`).join(",\n")}\n]\n`);
}

try {
  await run();
} catch (error) {
  warn(`the speed was not measured: ${error.message.split("\n")[0]}`);
}
