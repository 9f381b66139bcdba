// A thread beside the command: `check` starts it where there are many files.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { loadProgram } from "./cached-code.ts";
import type { PoolTask } from "./engine/pool-task.ts";
import { freezePrototypes } from "./util/prototypes.ts";

// Each thread has its own.
freezePrototypes();

const { runWorker } = loadProgram("pool-worker") as typeof import("./engine/pool-worker.ts");
const port = parentPort as MessagePort;
await runWorker(workerData as PoolTask, (result) => port.postMessage(result));
