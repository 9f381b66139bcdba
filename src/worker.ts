// A thread beside the command: what `check` starts where there are many files.
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { type PoolTask, runWorker } from "./engine/pool-worker.ts";

await runWorker(workerData as PoolTask, parentPort as MessagePort);
