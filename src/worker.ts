// A thread beside the command: `check` starts it where there are many files.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import type { PoolTask } from "./engine/pool-task.ts";
import { runWorker } from "./engine/pool-worker.ts";
import { freezePrototypes } from "./util/prototypes.ts";

// Each thread has its own.
freezePrototypes();

const port = parentPort as MessagePort;
await runWorker(workerData as PoolTask, (result) => port.postMessage(result));
