// Coverage-guided fuzzing of whatever reads what others wrote: an input that reaches a block of the code that none
// reached before is kept, and changed further. Takes long; for a night, not for every change.
//
//   node bench/fuzz/run.mjs                    each target for ten minutes, after npm run generate
//   node bench/fuzz/run.mjs 60 policy event    some targets, for a minute each
//
// Inputs that reached something new stay in bench/.build/fuzz/TARGET/corpus and are started from the next time; those on
// which something does not hold in .../found. Once fixed, they belong in tests/fixtures/fuzz/TARGET.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Worker } from "node:worker_threads";
import { rolldown } from "rolldown";
import { rawText } from "../../build/raw-text.mjs";

/** How long an input may take, in milliseconds, and how much memory, in megabytes. */
const LONGEST = 10_000;
const MOST = 1024;
/** An input as long as this is cut. */
const MOST_BYTES = 1 << 16;

const root = resolve(import.meta.dirname, "../..");
const work = join(root, "bench/.build/fuzz");
const [first, ...rest] = process.argv.slice(2);
const seconds = /^\d+$/.test(first ?? "") ? Number(first) : 600;
const wanted = first === undefined || /^\d+$/.test(first) ? rest : [first, ...rest];

const bundle = await rolldown({
  input: join(root, "tests/fuzz/targets.ts"),
  platform: "node",
  logLevel: "warn",
  plugins: [rawText()],
  resolve: { mainFields: ["module", "main"], alias: { yaml: join(root, "node_modules/yaml/browser/dist/index.js") } },
});
await bundle.write({ file: join(work, "targets.js"), format: "esm", codeSplitting: false });
await bundle.close();

const contents = (folder) =>
  existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name))) : [];

/** Lets one thread try inputs until the time is over, or one of them ends it. */
function tryInputs(name, until, corpus, seed, tell) {
  const current = new Uint8Array(new SharedArrayBuffer(MOST_BYTES));
  const state = new Int32Array(new SharedArrayBuffer(8)); // which input, and how long it is
  const workerData = { name, root, until, corpus, seed, current, state, targets: join(work, "targets.js") };
  const thread = new Worker(new URL("worker.mjs", import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: MOST },
  });
  const input = () => Buffer.from(current.slice(0, Atomics.load(state, 1)));
  return new Promise((done) => {
    let [last, since] = [-1, Date.now()];
    const watch = setInterval(() => {
      const now = Atomics.load(state, 0);
      if (now !== last) [last, since] = [now, Date.now()];
      else if (Date.now() - since > LONGEST && now > 0) {
        tell({ found: input(), why: `takes longer than ${LONGEST} ms` });
        void thread.terminate();
      }
    }, 500);
    thread.on("message", tell);
    thread.on("error", (error) => tell({ found: input(), why: `ends the thread: ${error.message}` }));
    thread.on("exit", () => {
      clearInterval(watch);
      done(Atomics.load(state, 0));
    });
  });
}

async function fuzz(name, seeds) {
  const [corpusFolder, foundFolder] = ["corpus", "found"].map((part) => join(work, name, part));
  for (const folder of [corpusFolder, foundFolder]) mkdirSync(folder, { recursive: true });
  const keep = (folder, bytes) =>
    writeFileSync(join(folder, createHash("sha256").update(bytes).digest("hex").slice(0, 16)), bytes);
  const corpus = [...seeds, ...contents(join(root, "tests/fixtures/fuzz", name)), ...contents(corpusFolder)];
  const reasons = new Map();
  let [executions, blocks, slowest, kept] = [0, 0, 0, 0];
  const tell = (message) => {
    if (message.found) {
      if (reasons.has(message.why)) return;
      reasons.set(message.why, keep(foundFolder, Buffer.from(message.found)));
    } else if (message.kept) {
      keep(corpusFolder, Buffer.from(message.kept));
      corpus.push(message.kept);
      kept++;
    }
    blocks = Math.max(blocks, message.blocks ?? 0);
    slowest = Math.max(slowest, message.slowest ?? 0);
  };
  const until = Date.now() + seconds * 1000;
  for (let seed = Date.now() | 0; Date.now() < until; seed++)
    executions += await tryInputs(name, until, corpus, seed, tell);
  console.log(
    `| ${name} | ${seconds} | ${executions} | ${blocks} | ${kept} | ${slowest.toFixed(0)} | ${reasons.size} |`,
  );
  for (const why of reasons.keys()) console.log(`  ${why}`);
  return reasons.size;
}

const { createTargets } = await import(join(work, "targets.js"));
console.log(
  "| target | seconds | executions | blocks reached | kept | slowest, ms | found |\n| --- | --: | --: | --: | --: | --: | --: |",
);
let failures = 0;
for (const [name, target] of Object.entries(createTargets(root)))
  if (wanted.length === 0 || wanted.includes(name)) failures += await fuzz(name, await target.seeds());
process.exitCode = failures > 0 ? 1 : 0;
