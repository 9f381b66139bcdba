#!/usr/bin/env node
import { keepCode, loadProgram } from "./cached-code.ts";
import { tuneForStartup } from "./cli/v8-flags.ts";
import { freezePrototypes } from "./util/prototypes.ts";

freezePrototypes();
// Kept code is for the flags that it was compiled with.
tuneForStartup();
const args = process.argv.slice(2);
const { main } = loadProgram("main") as typeof import("./cli/main.ts");
await main(args, new URL("worker.js", import.meta.url));
// Other commands run too seldom, and would keep little of what a check needs.
if (args[0] === "check") keepCode();
