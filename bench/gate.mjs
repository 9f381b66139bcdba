// Compares generated pairs of states with `gate: new`: `node bench/gate.mjs [pairs] [seed]`, by default 20,000 from seed 0. A
// worse state must fail, and a new order or a new name must pass. Every other pair is printed, and any makes the exit code 1.
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { tryPairs } = await import(await bundled(root, "gate.entry.ts"));
const [pairs, seed] = [Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 0)];
const { worse, wrong } = await tryPairs(pairs, seed);
for (const one of wrong) console.log(one);
console.log(`${pairs} pairs, ${worse} of them worse: ${wrong.length} decided wrongly`);
process.exitCode = wrong.length > 0 ? 1 : 0;
