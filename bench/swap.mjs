// Another model under the evidence of each example: how many of the blocking rules that read evidence are open, whichever
// single subject is left out?
import { fileURLToPath } from "node:url";
import { bundled } from "./bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { swap } = await import(await bundled(root, "swap.entry.ts"));
for (const line of await swap(root)) console.log(line);
