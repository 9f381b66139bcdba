import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";
const root = fileURLToPath(new URL("../", import.meta.url));
const { states, measure } = await import(await bundled(root, "claims.entry.ts"));
const only = process.argv.slice(2);
let all = 0, missed = 0;
for (const state of await states(root)) {
  if (only.length > 0 && !only.includes(state.name)) continue;
  const t = Date.now();
  const { edits, effects, accused } = await measure(root, state);
  const un = effects.filter((e) => !e.noticed);
  all += effects.length; missed += un.length;
  console.log(`## ${state.name}: edits ${edits}, remove rules ${effects.length}, unnoticed ${un.length}, ${Date.now() - t} ms; accused ${accused.join(" ")}`);
  for (const e of un.toSorted((a, b) => b.removed - a.removed)) console.log(`  -${e.removed} ${e.gravest} ${e.path}: ${JSON.stringify(e.was)} -> ${JSON.stringify(e.value)}`);
}
console.log("all", all, "missed", missed, (missed / all * 100).toFixed(1) + " %");
