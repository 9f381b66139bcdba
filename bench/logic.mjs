// Evaluating rules against parsing the manifest they judge, in one run: how much of a check is logic?
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../", import.meta.url));
const bundle = await rolldown({ input: `${root}bench/logic.entry.ts`, platform: "node", logLevel: "warn", resolve: { mainFields: ["module", "main"] } });
await bundle.write({ dir: `${root}bench/.build`, format: "esm" });
await bundle.close();
const { prepare, judgeAll, secondKeyAll, parse } = await import("./.build/logic.entry.js");

const RULES = 200;
const ROUNDS = 300;
const file = `${root}examples/deploy/chest-xray-triage.yaml`;
const text = readFileSync(file, "utf8");
const { rules, context, count } = await prepare(root, "deploy/chest-xray-triage.yaml", RULES);

/** The median time of a round, in milliseconds. */
function median(work) {
  for (let i = 0; i < 30; i++) work();
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const start = process.hrtime.bigint();
    work();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return times.toSorted((a, b) => a - b)[ROUNDS / 2];
}

const parsing = median(() => parse(text));
const strict = median(() => judgeAll(rules, context));
const both = median(() => secondKeyAll(rules, context));
const row = (name, ms) => console.log(`${name.padEnd(46)} ${ms.toFixed(3).padStart(9)} ms ${(ms / parsing).toFixed(3).padStart(8)}`);
console.log(`${count} rules, ${text.length} bytes of manifest, medians of ${ROUNDS} rounds, node ${process.version}`);
row("yaml parses the manifest", parsing);
row(`strict evaluation of ${RULES} rules`, strict);
row(`both keys on ${RULES} rules`, both);
